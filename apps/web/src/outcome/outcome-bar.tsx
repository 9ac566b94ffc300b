import type { OutcomeCounts } from "@evalboard/contract";
import { formatCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { outcomeFaces, outcomes } from "./outcome-faces.ts";

type OutcomeBarProps = {
  readonly counts: OutcomeCounts;
  /** Height, as a class. */
  readonly className: string;
};

/** One bar, split by outcome; its figures are there as words. */
export function OutcomeBar({ counts, className }: OutcomeBarProps): ReactNode {
  const words = outcomes.map((outcome) => `${formatCount(counts[outcome])} ${outcome}`).join(", ");
  return (
    <div title={words} className={`flex w-full gap-0.5 overflow-hidden rounded-full bg-sunken ${className}`}>
      <span className="sr-only">{words}</span>
      {outcomes
        .filter((outcome) => counts[outcome] > 0)
        .map((outcome) => (
          // A share too small to see would read as none.
          <span
            key={outcome}
            className={`min-w-1 ${outcomeFaces[outcome].fill}`}
            style={{ flexGrow: counts[outcome], flexBasis: 0 }}
          />
        ))}
    </div>
  );
}
