import type { StatsReport } from "@evalboard/contract";
import { formatCount, formatCounted, formatLatency, formatLatencyTick } from "@evalboard/format";
import type { TimeChartPlan } from "../charts/time-chart.tsx";

type Bucket = StatsReport["latencyOverTime"][number];

/** What the percentiles of a bucket rest on. */
const itemsOf = ({ measuredItems }: Bucket): string => formatCounted(measuredItems, "item");

/** Median and 95th percentile of the items' latency a bucket, and what lies between them; the mean of the runs stands in the table. */
export const latencyPlan: TimeChartPlan<Bucket> = {
  title: "Latency",
  definition: "latencyOverTime",
  series: [
    {
      shape: "line",
      label: "p50",
      legend: "p50",
      value: ({ p50Ms }) => p50Ms,
      basis: itemsOf,
      color: "accent",
      width: 2,
    },
    {
      shape: "line",
      label: "p95",
      legend: "up to p95",
      value: ({ p95Ms }) => p95Ms,
      basis: itemsOf,
      color: "accentLine",
      width: 1,
      fillTo: 0,
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
