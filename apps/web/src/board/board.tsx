import type { StatsReport } from "@evalboard/contract";
import { memo, type ReactNode } from "react";
import { SummaryCards } from "../figures/summary-cards.tsx";
import { RunsOverTime } from "../over-time/runs-over-time.tsx";
import { useBucketRuns } from "../over-time/use-bucket-runs.ts";
import { Datasets } from "./datasets.tsx";
import { LatencyOverTime } from "./latency-over-time.tsx";
import { PromptChanges } from "./prompt-changes.tsx";
import { ScoreDistribution } from "./score-distribution.tsx";
import { TopModels } from "./top-models.tsx";

/** A report, drawn. Once: while the next one is on the way nothing of it changes. */
export const Board = memo(function Board({ report }: { readonly report: StatsReport }): ReactNode {
  const openRuns = useBucketRuns(report.runsOverTime);
  return (
    <>
      <SummaryCards report={report} runs={{}} />
      <PromptChanges report={report} />
      <div className="grid gap-4 lg:grid-cols-2">
        <RunsOverTime head={report} buckets={report.runsOverTime} open={openRuns} />
        <LatencyOverTime report={report} open={openRuns} />
      </div>
      <TopModels report={report} />
      <div className="grid gap-4 xl:grid-cols-2">
        <Datasets
          title="Hardest datasets"
          definition="hardestDatasets"
          datasets={report.hardestDatasets}
          report={report}
        />
        <Datasets
          title="Most used datasets"
          definition="topDatasets"
          datasets={report.topDatasets}
          report={report}
        />
      </div>
      <ScoreDistribution report={report} />
    </>
  );
});
