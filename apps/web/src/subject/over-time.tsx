import type { ReactNode } from "react";
import { LatencyOverTime } from "./latency-over-time.tsx";
import { RatesOverTime } from "./rates-over-time.tsx";
import { RunsOverTime } from "../over-time/runs-over-time.tsx";
import { ScoreOverTime } from "./score-over-time.tsx";
import type { SubjectReport } from "./subject.ts";

/** A subject's figures bucket by bucket. */
export function OverTime({ report }: { readonly report: SubjectReport }): ReactNode {
  if (report.summary.runs === 0) return null;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ScoreOverTime report={report} />
      <RatesOverTime report={report} />
      <LatencyOverTime report={report} />
      <RunsOverTime head={report} buckets={report.overTime} />
    </div>
  );
}
