import type { ItemHistory } from "@evalboard/contract";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { fateFaces } from "../figures/outcome.tsx";

export type ItemStrip = ItemHistory["strips"][number];
export type ItemAnswer = ItemStrip["answers"][number];

/** What came of an answer, as a strip tells it. */
type AnswerVerdict = keyof typeof fateFaces;

/** A pass is the verdict of the answer's tool or of its run's pass mark, not of its score. */
export function verdictOf({ outcome, passed }: Pick<ItemAnswer, "outcome" | "passed">): AnswerVerdict {
  if (outcome === "errored") return "errored";
  if (passed === null) return "unscored";
  return passed ? "passed" : "notPassed";
}

/** A verdict as a small square: full, crossed out, striped or hollow, so that it is told without its colour. */
export function VerdictSquare({ verdict }: { readonly verdict: AnswerVerdict }): ReactNode {
  return (
    <span
      aria-hidden
      className={`grid size-4 place-items-center rounded-xs forced-color-adjust-none ${fateFaces[verdict].fill}`}
    >
      {verdict === "notPassed" ? <X className="size-3.5 text-surface" strokeWidth={3} /> : null}
    </span>
  );
}

const verdicts = ["passed", "notPassed", "errored", "unscored"] as const;

/** What the squares of a strip mean. */
export function VerdictLegend(): ReactNode {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {verdicts.map((verdict) => (
        <li key={verdict} className="flex items-center gap-1.5">
          <VerdictSquare verdict={verdict} />
          {fateFaces[verdict].label}
        </li>
      ))}
    </ul>
  );
}
