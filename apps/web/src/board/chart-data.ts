import type { StatsReport } from "@evalboard/stats/contract";
import { BAR } from "../charts/bar-style.ts";
import type { Data } from "../charts/chart-canvas.tsx";
import type { ChartColors } from "../charts/chart-colors.ts";
import { latencySeries } from "./latency-series.ts";

/** One bar a bucket. `labels` are the buckets' names. */
export function runsOverTimeData(
  buckets: StatsReport["runsOverTime"],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  const data = buckets.map(({ runs }) => runs);
  return {
    labels: [...labels],
    datasets: [
      { ...BAR, label: "Runs", data, backgroundColor: colors.bar, hoverBackgroundColor: colors.accent },
    ],
  };
}

/** One line a statistic, ms; a bucket without measurements is a gap. */
export function latencyOverTimeData(
  buckets: StatsReport["latencyOverTime"],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  return {
    labels: [...labels],
    datasets: latencySeries.map(({ key, label, color, width, dash }) => {
      const data = buckets.map((bucket) => bucket[key]);
      return {
        label,
        data,
        borderColor: colors[color],
        backgroundColor: colors[color],
        borderWidth: width,
        borderDash: [...dash],
        pointRadius: data.map((_, index) => (isAlone(data, index) ? 3 : 0)),
        pointHoverRadius: 4,
        pointHoverBackgroundColor: colors[color],
        pointHoverBorderColor: colors[color],
        spanGaps: false,
      };
    }),
  };
}

/** A value between two gaps has no line to either side: without a point it would not show. */
function isAlone(values: readonly (number | null)[], index: number): boolean {
  const isGap = (at: number): boolean => (values[at] ?? null) === null;
  return !isGap(index) && isGap(index - 1) && isGap(index + 1);
}
