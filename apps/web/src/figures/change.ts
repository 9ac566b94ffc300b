import { formatRateChange, formatRelativeChange, formatScoreChange } from "@evalboard/format";

/** How a figure is compared: as a share of what it was, or as a difference of scores or of rates. */
export type Comparison = "relative" | "score" | "rate";

/** Whether a change is news: `good` or `bad` when it is more than noise and its direction says so. */
export type Tone = "good" | "bad" | "neutral";

/** A change ready to draw. `text` is signed; `same` when it rounds to nothing. */
export type Change = {
  readonly text: string;
  readonly direction: "up" | "down" | "same";
  readonly tone: Tone;
};

/**
 * The change from `before` to `now`; null where one of them is unknown, or a share of zero is asked for.
 * It has no tone unless one is given: a direction alone may be noise.
 */
export function changeOf(
  now: number | null,
  before: number | null,
  comparison: Comparison,
  tone: Tone = "neutral",
): Change | null {
  if (now === null || before === null) return null;
  if (comparison === "relative" && before === 0) return null;
  const text = formatChange(now, before, comparison);
  const direction = directionOf(text);
  return { text, direction, tone: direction === "same" ? "neutral" : tone };
}

function formatChange(now: number, before: number, comparison: Comparison): string {
  if (comparison === "relative") return formatRelativeChange(now / before - 1);
  return comparison === "score" ? formatScoreChange(now - before) : formatRateChange(now - before);
}

/** Read from the text, so that what shows as no change is coloured as none. */
function directionOf(text: string): Change["direction"] {
  if (text.startsWith("+")) return "up";
  return text.startsWith("−") ? "down" : "same";
}
