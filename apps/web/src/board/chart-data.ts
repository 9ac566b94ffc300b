import type { StatsReport } from "@evalboard/contract";
import type { Data } from "../charts/chart-canvas.tsx";
import type { ChartColors } from "../charts/chart-colors.ts";
import { lineOf } from "../over-time/line-of.ts";
import { latencySeries } from "./latency-series.ts";

/** One line a statistic, ms; a bucket without measurements is a gap. */
export function latencyOverTimeData(
  buckets: StatsReport["latencyOverTime"],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  return {
    labels: [...labels],
    datasets: latencySeries.map(({ key, color, ...style }) =>
      lineOf({ ...style, values: buckets.map((bucket) => bucket[key]), color: colors[color] }),
    ),
  };
}
