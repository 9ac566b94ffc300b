import type { ReportHead } from "@evalboard/contract";
import type { ReactNode } from "react";
import { RunsLink } from "../runs/runs-link.tsx";
import type { RunsSearch } from "../runs/runs-search.ts";
import { Term } from "../ui/term.tsx";
import { ChangeNote } from "./change-note.tsx";
import type { SummaryFigure } from "./summary-figures.ts";

type SummaryCardProps = {
  readonly figure: SummaryFigure;
  /** Which runs the figure is of. */
  readonly runs: RunsSearch;
  readonly window: ReportHead["window"];
  readonly before: string;
};

/** One figure, what it rests on and how it changed. */
export function SummaryCard({ figure, runs, window, before }: SummaryCardProps): ReactNode {
  const { title, definition, value, basis, change, countsRuns = false } = figure;
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-xl border border-line bg-surface px-4 py-3.5 shadow-card">
      <dt className="text-sm text-muted">
        <Term definition={definition}>{title}</Term>
      </dt>
      <dd className="text-2xl font-semibold tracking-tight tabular-nums">
        {countsRuns ? (
          <RunsLink search={runs} window={window} title="The runs that these figures rest on">
            {value}
          </RunsLink>
        ) : (
          value
        )}
      </dd>
      <dd className="text-xs text-muted tabular-nums">{basis}</dd>
      {change === null ? null : (
        <dd>
          <ChangeNote change={change} before={before} />
        </dd>
      )}
    </div>
  );
}
