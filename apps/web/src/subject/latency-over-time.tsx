import type { FiguresBucket } from "@evalboard/contract";
import { formatCount, formatLatency, formatLatencyTick } from "@evalboard/format";
import type { ReactNode } from "react";
import { lineOf } from "../over-time/line-of.ts";
import { TimeChart, type TimeChartPlan } from "../over-time/time-chart.tsx";
import type { ChartProps } from "./chart-props.ts";

const plan: TimeChartPlan<FiguresBucket> = {
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
export function LatencyOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={plan}
      head={report}
      buckets={report.overTime}
      open={open}
      legend={<span className="text-xs text-muted">per {report.window.unit}</span>}
    />
  );
}
