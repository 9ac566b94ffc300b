import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Change } from "./change.ts";

const icons = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const tones = { good: "text-good", bad: "text-bad", neutral: "text-muted" };
const judgements = {
  good: "better: the 95% intervals do not overlap",
  bad: "worse: the 95% intervals do not overlap",
  neutral: null,
};

type ChangeNoteProps = {
  readonly change: Change;
  /** The window compared with: `the 7 days before`. */
  readonly before: string;
};

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
