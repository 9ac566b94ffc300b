import type { ScoreInterval } from "@evalboard/contract";
import { formatRateChange, formatRelativeChange, formatScoreChange } from "@evalboard/format";
import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";

const icons = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const tones = { good: "text-good", bad: "text-bad", neutral: "text-muted" };
const judgements = {
  good: "better: the 95% intervals do not overlap",
  bad: "worse: the 95% intervals do not overlap",
  neutral: null,
};

interface ChangeNoteProps {
  readonly change: Change;
  /** The window compared with: `the 7 days before`. */
  readonly before: string;
}

/** How much a figure changed; its direction and whether that is good also stand in words. Grey is not judged. */
export function ChangeNote({ change, before }: ChangeNoteProps): ReactNode {
  const Icon = icons[change.direction];
  const judgement = judgements[change.tone];
  const words = `against ${before}${judgement === null ? "" : `, ${judgement}`}`;
  return (
    <span
      title={words}
      className={`inline-flex items-center gap-0.5 text-xs font-medium whitespace-nowrap tabular-nums ${tones[change.tone]}`}
    >
      <Icon className="size-3.5" aria-hidden />
      {change.text}
      <span className="sr-only"> {words}</span>
    </span>
  );
}

/** Whether a change is news: only where the 95 % intervals of the two windows do not overlap. More is better. */
export function intervalTone(now: ScoreInterval | null, before: ScoreInterval | null): Tone {
  if (now === null || before === null) return "neutral";
  if (now.low > before.high) return "good";
  return now.high < before.low ? "bad" : "neutral";
}

/** How a figure is compared: as a share of what it was, or as a difference of scores or of rates. */
export type Comparison = "relative" | "score" | "rate";

/** Whether a change is news: `good` or `bad` when it is more than noise and its direction says so. */
type Tone = "good" | "bad" | "neutral";

/** A change ready to draw. `text` is signed; `same` when it rounds to nothing. */
export interface Change {
  readonly text: string;
  readonly direction: "up" | "down" | "same";
  readonly tone: Tone;
}

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
