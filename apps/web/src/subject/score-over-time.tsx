import type { FiguresBucket } from "@evalboard/contract";
import { formatCount, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { TimeChart, type TimeChartPlan } from "../over-time/time-chart.tsx";
import type { ChartProps } from "./chart-props.ts";
import { scoreDatasets } from "./score-datasets.ts";

const plan: TimeChartPlan<FiguresBucket> = {
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
export function ScoreOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={plan}
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
