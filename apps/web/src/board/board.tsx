import type { StatsReport } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { LatencyOverTime } from "./latency-over-time.tsx";
import { RunsOverTime } from "./runs-over-time.tsx";
import { ScoreDistribution } from "./score-distribution.tsx";
import { SummaryCards } from "./summary-cards.tsx";
import { TopDatasets } from "./top-datasets.tsx";
import { TopModels } from "./top-models.tsx";

/** A report, drawn. */
export function Board({ report }: { readonly report: StatsReport }): ReactNode {
  return (
    <>
      <SummaryCards report={report} />
      <div className="grid gap-4 lg:grid-cols-2">
        <RunsOverTime report={report} />
        <LatencyOverTime report={report} />
      </div>
      <ScoreDistribution report={report} />
      <TopModels models={report.topModels} />
      <TopDatasets datasets={report.topDatasets} />
    </>
  );
}
