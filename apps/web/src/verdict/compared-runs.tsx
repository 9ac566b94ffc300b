import type { PromptChange, StatsReport } from "@evalboard/contract";
import { formatCount, formatCounted, formatShortCount } from "@evalboard/format";
import type { ReactNode } from "react";
import { RunsLink } from "../runs/runs-link.tsx";
import { strataWords } from "./prompt-change-words.ts";

type ComparedRunsProps = { readonly change: PromptChange; readonly window: StatsReport["window"] };

/** The runs that a change rests on, the older version's first; each side leads to its runs in the window. */
export function ComparedRuns({ change, window }: ComparedRunsProps): ReactNode {
  const sideOf = ({ promptVersionId, number, runs, comparedRuns }: PromptChange["newer"]): ReactNode => (
    <RunsLink
      search={{ promptVersionId }}
      window={window}
      title={`v${number}: ${formatCount(comparedRuns)} of its ${formatCounted(runs, "scored run")} compared`}
      className="font-medium"
    >
      {formatShortCount(comparedRuns)}
    </RunsLink>
  );
  return (
    <>
      {sideOf(change.older)} vs {sideOf(change.newer)}
      <span className="block text-xs text-pretty text-muted">{strataWords(change)}</span>
    </>
  );
}
