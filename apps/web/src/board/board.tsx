import type { StatsReport } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { LatencyOverTime } from "./latency-over-time.tsx";
import { RunsOverTime } from "../over-time/runs-over-time.tsx";
import { ScoreDistribution } from "./score-distribution.tsx";
import { SummaryCards } from "../figures/summary-cards.tsx";
import { TopDatasets } from "./top-datasets.tsx";
import { TopModels } from "./top-models.tsx";

/** A report, drawn. */
export function Board({ report }: { readonly report: StatsReport }): ReactNode {
  return (
    <>
      <SummaryCards report={report} />
      <div className="grid gap-4 lg:grid-cols-2">
        <RunsOverTime head={report} buckets={report.runsOverTime} />
        <LatencyOverTime report={report} />
      </div>
      <ScoreDistribution report={report} />
      <TopModels models={report.topModels} />
      <TopDatasets datasets={report.topDatasets} />
    </>
  );
}
