import { LOCALE } from "./locale.ts";

const SIGNED = { signDisplay: "exceptZero" } as const;
const score = new Intl.NumberFormat(LOCALE, {
  ...SIGNED,
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const points = new Intl.NumberFormat(LOCALE, {
  ...SIGNED,
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const percent = new Intl.NumberFormat(LOCALE, { ...SIGNED, style: "percent", maximumFractionDigits: 0 });

/** A difference of scores: `+0.008`, `−0.120`, `0.000`. */
export function formatScoreChange(difference: number): string {
  return withMinus(score.format(difference));
}

/** A difference of two shares, in percentage points: `−0.8 pp`. */
export function formatRateChange(difference: number): string {
  return `${withMinus(points.format(difference * 100))} pp`;
}

/** A change as a share of what was before: 0.12 → `+12%`. */
export function formatRelativeChange(ratio: number): string {
  return withMinus(percent.format(ratio));
}

/** The minus sign is as wide as the plus; the hyphen that Intl writes is not. */
function withMinus(text: string): string {
  return text.replace("-", "−");
}
