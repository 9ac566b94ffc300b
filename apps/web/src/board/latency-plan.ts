import type { StatsReport } from "@evalboard/contract";
import { formatCount, formatLatency, formatLatencyTick } from "@evalboard/format";
import type { TimeChartPlan } from "../charts/time-chart.tsx";

/** Mean latency of the runs, median and 95th percentile of the items', a bucket; told apart by weight and dash as well as by colour. */
export const latencyPlan: TimeChartPlan<StatsReport["latencyOverTime"][number]> = {
  title: "Latency",
  definition: "latencyOverTime",
  series: [
    {
      shape: "line",
      label: "Mean",
      legend: "Mean",
      value: ({ meanMs }) => meanMs,
      color: "accent",
      width: 2,
    },
    {
      shape: "line",
      label: "p50",
      legend: "p50",
      value: ({ p50Ms }) => p50Ms,
      color: "muted",
      width: 1.5,
      dash: [2, 3],
    },
    {
      shape: "line",
      label: "p95",
      legend: "p95",
      value: ({ p95Ms }) => p95Ms,
      color: "accentLine",
      width: 1.5,
      dash: [6, 4],
    },
  ],
  missing: "latency",
  words: { tick: formatLatencyTick, value: formatLatency },
  columns: [
    ["Mean", ({ meanMs }) => measured(meanMs)],
    ["p50", ({ p50Ms }) => measured(p50Ms)],
    ["p95", ({ p95Ms }) => measured(p95Ms)],
    ["Measured runs", ({ measuredRuns }) => formatCount(measuredRuns)],
    ["Measured items", ({ measuredItems }) => formatCount(measuredItems)],
  ],
};

function measured(ms: number | null): string {
  return ms === null ? "none measured" : formatLatency(ms);
}
