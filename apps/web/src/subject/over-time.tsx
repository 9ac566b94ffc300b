import type { ReactNode } from "react";
import { RunsOverTime } from "../over-time/runs-over-time.tsx";
import { useBucketRuns } from "../over-time/use-bucket-runs.ts";
import { LatencyOverTime } from "./latency-over-time.tsx";
import { RatesOverTime } from "./rates-over-time.tsx";
import { ScoreOverTime } from "./score-over-time.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type OverTimeProps = {
  readonly report: SubjectReport;
  /** Which runs the report is of. The same object each time: a new one draws the charts anew. */
  readonly runs: Subject["runs"];
};

/** A subject's figures bucket by bucket, each of which leads to its runs. */
export function OverTime({ report, runs }: OverTimeProps): ReactNode {
  const open = useBucketRuns(report.overTime, runs);
  if (report.summary.runs === 0) return null;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ScoreOverTime report={report} open={open} />
      <RatesOverTime report={report} open={open} />
      <LatencyOverTime report={report} open={open} />
      <RunsOverTime head={report} buckets={report.overTime} open={open} />
    </div>
  );
}
