import type { FiguresBucket, ScoreInterval, SubjectReport } from "@evalboard/contract";
import {
  formatCount,
  formatCounted,
  formatLatency,
  formatLatencyTick,
  formatRate,
  formatRateTick,
  formatScore,
  formatScoreTick,
} from "@evalboard/format";
import type { ReactNode } from "react";
import { useBucketRuns } from "../address/links.tsx";
import { runsPlan, TimeChart, type TimeChartPlan } from "../charts/time-chart.tsx";
import { NarrowFold } from "../kit/narrow-fold.tsx";
import type { Subject } from "./frame.tsx";

interface OverTimeProps {
  readonly report: SubjectReport;
  /** Which runs the report is of. The same object each time: a new one draws the charts again. */
  readonly runs: Subject["runs"];
}

/** A subject's figures bucket by bucket, each of which leads to its runs; on a narrow screen score and passes come first. */
export function OverTime({ report, runs }: OverTimeProps): ReactNode {
  const open = useBucketRuns(report.overTime, runs);
  if (report.summary.runs === 0) return null;
  const chartsOf = (plans: readonly TimeChartPlan<FiguresBucket>[]): ReactNode => (
    <div className="grid gap-4 lg:grid-cols-2">
      {plans.map((plan) => (
        <TimeChart key={plan.title} plan={plan} head={report} buckets={report.overTime} open={open} />
      ))}
    </div>
  );
  return (
    <>
      {chartsOf([scorePlan, ratesPlan])}
      <NarrowFold words="Latency and runs over time">{chartsOf([latencyPlan, runsPlan])}</NarrowFold>
    </>
  );
}

/** The mean score over its 95 % interval; a bucket without a score is a gap in both, one run has no interval. */
export const scorePlan: TimeChartPlan<Pick<FiguresBucket, "averageScore" | "scoreInterval" | "scoredRuns">> =
  {
    title: "Average score",
    definition: "scoreOverTime",
    series: [
      {
        shape: "line",
        label: "Average score",
        legend: "Average score",
        value: ({ averageScore }) => averageScore,
        basis: ({ scoredRuns }) => formatCounted(scoredRuns, "scored run"),
        color: "accent",
        width: 2,
      },
      {
        shape: "band",
        label: "95% interval",
        legend: "95% interval",
        value: ({ scoreInterval }) => scoreInterval,
      },
    ],
    missing: "scored runs",
    words: {
      tick: formatScoreTick,
      value: formatScore,
      axis: { beginAtZero: false, max: 1 },
    },
    columns: [
      ["Average score", ({ averageScore }) => (averageScore === null ? "none" : formatScore(averageScore))],
      ["95% interval", ({ scoreInterval }) => intervalCell(scoreInterval, formatScore)],
      ["Scored runs", ({ scoredRuns }) => formatCount(scoredRuns)],
    ],
  };

/** Share of the scored items that passed, over its 95 % interval, and share of all items that errored, a bucket. */
const ratesPlan: TimeChartPlan<FiguresBucket> = {
  title: "Pass and error rate",
  definition: "rates",
  series: [
    {
      shape: "line",
      label: "Pass rate",
      legend: "Pass rate",
      value: ({ passRate }) => passRate,
      basis: ({ scoredItems }) => formatCounted(scoredItems, "scored item"),
      color: "accent",
      width: 2,
    },
    {
      shape: "line",
      label: "Error rate",
      legend: "Error rate",
      value: ({ errorRate }) => errorRate,
      basis: ({ items }) => formatCounted(items, "item"),
      color: "errored",
      width: 1.5,
      dash: [6, 4],
    },
    {
      shape: "band",
      label: "95% interval of passes",
      legend: "95% interval",
      value: ({ passInterval }) => passInterval,
    },
  ],
  words: { tick: formatRateTick, value: formatRate, axis: { beginAtZero: true, max: 1 } },
  columns: [
    ["Pass rate", ({ passRate }) => (passRate === null ? "no scored items" : formatRate(passRate))],
    ["95% interval", ({ passInterval }) => intervalCell(passInterval, formatRate)],
    ["Passed items", ({ passedItems }) => formatCount(passedItems)],
    ["Scored items", ({ scoredItems }) => formatCount(scoredItems)],
    ["Error rate", ({ errorRate }) => (errorRate === null ? "no items" : formatRate(errorRate))],
    ["Errored items", ({ erroredItems }) => formatCount(erroredItems)],
    ["Items not scored", ({ unscoredItems }) => formatCount(unscoredItems)],
    ["Items", ({ items }) => formatCount(items)],
  ],
};

function intervalCell(interval: ScoreInterval | null, format: (value: number) => string): string {
  return interval === null ? "none" : `${format(interval.low)} to ${format(interval.high)}`;
}

/** The mean of the runs' mean latency a bucket. */
const latencyPlan: TimeChartPlan<FiguresBucket> = {
  title: "Mean latency",
  definition: "latency",
  series: [
    {
      shape: "line",
      label: "Mean latency",
      value: ({ meanLatencyMs }) => meanLatencyMs,
      basis: ({ measuredRuns }) => formatCounted(measuredRuns, "run"),
      color: "accent",
      width: 2,
    },
  ],
  missing: "latency",
  words: { tick: formatLatencyTick, value: formatLatency },
  columns: [
    [
      "Mean latency",
      ({ meanLatencyMs }) => (meanLatencyMs === null ? "none measured" : formatLatency(meanLatencyMs)),
    ],
    ["Measured runs", ({ measuredRuns }) => formatCount(measuredRuns)],
  ],
};
