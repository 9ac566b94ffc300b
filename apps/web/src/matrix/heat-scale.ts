/** The scores that a matrix is painted between, from `low` to `high`. */
export type HeatScale = { readonly low: number; readonly high: number };

/** A narrower scale would paint differences that mean nothing as large ones. */
const LEAST_WIDTH = 0.2;

/** The scale of the scores that there are; from 0 to 1 where there are none. */
export function heatScaleOf(scores: readonly (number | null)[]): HeatScale {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0) return { low: 0, high: 1 };
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  const missing = Math.max(0, LEAST_WIDTH - (most - least));
  const low = Math.min(1 - LEAST_WIDTH, Math.max(0, least - missing / 2));
  return { low, high: Math.max(most, low + LEAST_WIDTH) };
}

/** A score's colour on the scale, as CSS: the theme's low, middle and high colour, mixed. */
export function heatColor(score: number, { low, high }: HeatScale): string {
  const share = Math.min(1, Math.max(0, (score - low) / (high - low)));
  const [from, to, part] =
    share < 0.5
      ? ["--heat-low", "--heat-middle", share * 2]
      : ["--heat-middle", "--heat-high", share * 2 - 1];
  return `color-mix(in oklab, var(${to}) ${Math.round(part * 100)}%, var(${from}))`;
}
