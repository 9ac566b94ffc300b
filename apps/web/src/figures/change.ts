import { formatRateChange, formatRelativeChange, formatScoreChange } from "../format/changes.ts";

/** How a figure is compared: as a share of what it was, or as a difference of scores or of rates. */
export type Comparison = "relative" | "score" | "rate";

/** Which direction is good news. `neither`: more is only more. */
export type Better = "higher" | "lower" | "neither";

/** A change ready to draw. `text` is signed; `same` when it rounds to nothing. */
export type Change = {
  readonly text: string;
  readonly direction: "up" | "down" | "same";
  readonly tone: "good" | "bad" | "neutral";
};

/** The change from `before` to `now`; null where one of them is unknown, or a share of zero is asked for. */
export function changeOf(
  now: number | null,
  before: number | null,
  comparison: Comparison,
  better: Better,
): Change | null {
  if (now === null || before === null) return null;
  if (comparison === "relative" && before === 0) return null;
  const text = formatChange(now, before, comparison);
  const direction = directionOf(text);
  return { text, direction, tone: toneOf(direction, better) };
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

function toneOf(direction: Change["direction"], better: Better): Change["tone"] {
  if (direction === "same" || better === "neither") return "neutral";
  return (direction === "up") === (better === "higher") ? "good" : "bad";
}
