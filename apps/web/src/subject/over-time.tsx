import type { FiguresBucket } from "@evalboard/contract";
import { formatCount, formatLatency, formatLatencyTick, formatRate, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { useBucketRuns } from "../address/links.tsx";
import type { Data } from "../charts/canvas.tsx";
import type { ChartColors } from "../charts/chart.tsx";
import { lineOf, RunsOverTime, TimeChart, type TimeChartPlan } from "../charts/time-chart.tsx";
import type { Subject, SubjectReport } from "./frame.tsx";

/** What each of a subject's charts is given. */
type ChartProps = {
  readonly report: SubjectReport;
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number) => void;
};

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

const latencyPlan: TimeChartPlan<FiguresBucket> = {
  title: "Mean latency",
  definition: "latency",
  type: "line",
  draw: (buckets, colors) => [
    lineOf({
      label: "Mean latency",
      values: buckets.map(({ meanLatencyMs }) => meanLatencyMs),
      color: colors.accent,
      width: 2,
      dash: [],
    }),
  ],
  words: { tick: formatLatencyTick, value: formatLatency },
  columns: [
    [
      "Mean latency",
      ({ meanLatencyMs }) => (meanLatencyMs === null ? "none measured" : formatLatency(meanLatencyMs)),
    ],
    ["Measured runs", ({ measuredRuns }) => formatCount(measuredRuns)],
  ],
};

/** The mean of the runs' mean latency a bucket. */
function LatencyOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={latencyPlan}
      head={report}
      buckets={report.overTime}
      open={open}
      legend={<span className="text-xs text-muted">per {report.window.unit}</span>}
    />
  );
}

const ERRORED_DASH = [6, 4];

const ratesPlan: TimeChartPlan<FiguresBucket> = {
  title: "Failure and error rate",
  definition: "rates",
  type: "line",
  draw: (buckets, colors) => [
    lineOf({
      label: "Failure rate",
      values: buckets.map(({ failureRate }) => failureRate),
      color: colors.failed,
      width: 2,
      dash: [],
    }),
    lineOf({
      label: "Error rate",
      values: buckets.map(({ errorRate }) => errorRate),
      color: colors.errored,
      width: 1.5,
      dash: ERRORED_DASH,
    }),
  ],
  words: { tick: formatRate, value: formatRate, axis: { beginAtZero: true } },
  columns: [
    ["Failure rate", ({ failureRate }) => rateWords(failureRate)],
    ["Failed items", ({ failedItems }) => formatCount(failedItems)],
    ["Error rate", ({ errorRate }) => rateWords(errorRate)],
    ["Errored items", ({ erroredItems }) => formatCount(erroredItems)],
    ["Items", ({ items }) => formatCount(items)],
  ],
};

/** Shares of the items that failed and that errored, a bucket. */
function RatesOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={ratesPlan}
      head={report}
      buckets={report.overTime}
      open={open}
      legend={
        <ul className="flex gap-4 text-xs text-muted">
          <li className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-4.5 rounded-full bg-failed" />
            Failed
          </li>
          <li className="flex items-center gap-1.5">
            <svg width="18" height="4" aria-hidden className="stroke-errored">
              <line x1="0" y1="2" x2="18" y2="2" strokeWidth={1.5} strokeDasharray={ERRORED_DASH.join(" ")} />
            </svg>
            Errored
          </li>
        </ul>
      }
    />
  );
}

function rateWords(rate: number | null): string {
  return rate === null ? "no items" : formatRate(rate);
}

type Scored = Pick<FiguresBucket, "averageScore" | "scoreInterval">;

/** The mean score as a line over its interval as a bar; a bucket without a score is a gap, one run has no interval. */
export function scoreDatasets(buckets: readonly Scored[], colors: ChartColors): Data["datasets"] {
  const mean = lineOf({
    label: "Average score",
    values: buckets.map(({ averageScore }) => averageScore),
    color: colors.accent,
    width: 2,
    dash: [],
  });
  return [
    { ...mean, type: "line" },
    {
      label: "95% interval",
      data: buckets.map(({ scoreInterval: interval }) =>
        interval === null ? null : [interval.low, interval.high],
      ),
      backgroundColor: colors.accentSoft,
      categoryPercentage: 1,
      barPercentage: 1,
    },
  ];
}

const scorePlan: TimeChartPlan<FiguresBucket> = {
  title: "Average score",
  definition: "scoreOverTime",
  type: "bar",
  draw: scoreDatasets,
  words: {
    tick: (value) => value.toFixed(2),
    value: formatScore,
    axis: { beginAtZero: false, max: 1 },
  },
  columns: [
    ["Average score", ({ averageScore }) => (averageScore === null ? "none" : formatScore(averageScore))],
    [
      "95% interval",
      ({ scoreInterval: interval }) =>
        interval === null ? "none" : `${formatScore(interval.low)} to ${formatScore(interval.high)}`,
    ],
    ["Scored runs", ({ scoredRuns }) => formatCount(scoredRuns)],
  ],
};

/** The mean score a bucket with its 95 % interval. */
function ScoreOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={scorePlan}
      head={report}
      buckets={report.overTime}
      open={open}
      legend={
        <ul className="flex gap-4 text-xs text-muted">
          <li className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-4.5 rounded-full bg-accent" />
            Mean
          </li>
          <li className="flex items-center gap-1.5">
            <span aria-hidden className="h-2.5 w-4.5 rounded-xs bg-accent-soft" />
            95% interval
          </li>
        </ul>
      }
    />
  );
}
