import type { StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { periodWords } from "../report/period-words.ts";
import type { RunsSearch } from "../runs/runs-search.ts";
import { SummaryCard } from "./summary-card.tsx";
import { summaryFigures } from "./summary-figures.ts";

type SummaryCardsProps = {
  readonly report: Pick<StatsReport, "period" | "window" | "summary">;
  /** Which runs the figures are of. */
  readonly runs: RunsSearch;
};

/** The window in six figures. */
export function SummaryCards({ report, runs }: SummaryCardsProps): ReactNode {
  return (
    <section aria-label="Summary">
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
        {summaryFigures(report.summary).map((figure) => (
          <SummaryCard
            key={figure.title}
            figure={figure}
            runs={runs}
            window={report.window}
            before={periodWords[report.period].before ?? ""}
          />
        ))}
      </dl>
    </section>
  );
}
