import { formatRateChange, formatRelativeChange, formatScoreChange } from "@evalboard/format";
import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";

const icons = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const tones = { good: "text-good", bad: "text-bad", neutral: "text-muted" };
const judgements = {
  good: "better, by more than chance explains",
  bad: "worse, by more than chance explains",
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

/** How a figure is compared: as a share of what it was, or as a difference of scores or of rates. */
export type Comparison = "relative" | "score" | "rate";

/** Whether a change is news: `good` or `bad` when it is more than noise and its direction says so. */
export type Tone = "good" | "bad" | "neutral";

/** A change ready to draw. `text` is signed; `same` when it rounds to nothing. */
export interface Change {
  readonly text: string;
  readonly direction: "up" | "down" | "same";
  readonly tone: Tone;
}

/**
 * The change from `before` to `now`; null where one of them is unknown, or a share of zero is asked for.
 * It has no tone: a direction alone may be noise.
 */
export function changeOf(now: number | null, before: number | null, comparison: Comparison): Change | null {
  if (now === null || before === null) return null;
  if (comparison === "relative" && before === 0) return null;
  return changeOfText(formatChange(now, before, comparison), "neutral");
}

/** A signed text as a change. What rounds to nothing has no tone. */
export function changeOfText(text: string, tone: Tone): Change {
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
