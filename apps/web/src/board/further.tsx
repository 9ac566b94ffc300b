import type { OutcomeCounts, StatsReport } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import type { RunsSearch } from "../address/runs.ts";
import { Histogram } from "../charts/histogram.tsx";
import { runsPlan, TimeChart } from "../charts/time-chart.tsx";
import { MetricsTable } from "../figures/metrics.tsx";
import { OutcomeBar, OutcomeLegend } from "../figures/outcome.tsx";
import { Card } from "../kit/card.tsx";

interface FurtherFiguresProps {
  readonly report: StatsReport;
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number, further?: RunsSearch) => void;
}

/** What answers none of the board's questions; it stands below them, and its code comes after theirs. */
export function FurtherFigures({ report, open }: FurtherFiguresProps): ReactNode {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 print:block print:*:mb-4">
      <div className="flex min-w-0 flex-col gap-4">
        <TimeChart plan={runsPlan} head={report} buckets={report.runsOverTime} open={open} />
        <MetricsTable metrics={report.metrics} />
      </div>
      <ScoreDistribution report={report} />
    </div>
  );
}

/** Where the scores lie: the runs' averages by tenths, and runs and items by outcome. */
function ScoreDistribution({ report }: { readonly report: StatsReport }): ReactNode {
  const { histogram, runs, items } = report.scoreDistribution;
  const bins = useMemo(() => histogram.map(({ runs: count, ...bin }) => ({ ...bin, count })), [histogram]);
  return (
    <Card
      title="Score distribution"
      definition="scoreDistribution"
      aside={<span className="text-sm text-muted">runs by average score</span>}
    >
      <div className="flex flex-col gap-5">
        <Histogram bins={bins} counted="Runs" scale="Average score" />
        <div className="flex flex-col gap-5">
          <OutcomeSplit title="Runs by outcome" counts={runs} />
          <OutcomeSplit title="Items by outcome" counts={items} />
        </div>
      </div>
    </Card>
  );
}

interface OutcomeSplitProps {
  readonly title: string;
  readonly counts: OutcomeCounts;
}

/** Counts by outcome as a bar with its figures below. */
function OutcomeSplit({ title, counts }: OutcomeSplitProps): ReactNode {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-medium">{title}</h3>
      <OutcomeBar counts={counts} />
      <OutcomeLegend counts={counts} />
    </div>
  );
}
