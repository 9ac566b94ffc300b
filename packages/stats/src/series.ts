import type { FiguresBucket, StatsReport } from "@evalboard/contract";
import { latencyQuantile } from "@evalboard/facts";
import { noRuns } from "./aggregations/columns.ts";
import type { LatencyBinsRow } from "./aggregations/spread.ts";
import type { BucketRow } from "./aggregations/sums.ts";
import { settled, summaryFigures } from "./figures.ts";
import type { Window } from "./window.ts";

/** One entry a bucket, zero where none completed. */
export function runsSeries(window: Window, rows: readonly BucketRow[]): StatsReport["runsOverTime"] {
  const byBucket = new Map(rows.map(({ bucket, runs }) => [bucket, runs]));
  return intervalsOf(window).map(({ from, to }, index) => ({ from, to, runs: byBucket.get(index + 1) ?? 0 }));
}

/** One entry a bucket, nulls where nothing was measured. */
export function latencySeries(
  window: Window,
  rows: readonly BucketRow[],
  latencies: readonly LatencyBinsRow[],
): StatsReport["latencyOverTime"] {
  const byBucket = new Map(rows.map((row) => [row.bucket, row]));
  const binsByBucket = new Map(latencies.map(({ bucket, bins }) => [bucket, bins]));
  return intervalsOf(window).map(({ from, to }, index) => {
    const { measuredRuns, meanLatencyMs } = byBucket.get(index + 1) ?? noRuns;
    const bins = binsByBucket.get(index + 1) ?? [];
    return {
      from,
      to,
      measuredRuns,
      meanMs: settled(meanLatencyMs),
      measuredItems: bins.reduce((items, count) => items + count, 0),
      p50Ms: settled(latencyQuantile(bins, 0.5)),
      p95Ms: settled(latencyQuantile(bins, 0.95)),
      p99Ms: settled(latencyQuantile(bins, 0.99)),
    };
  });
}

/** One entry a bucket, zeros and nulls where none completed. */
export function figuresSeries(window: Window, rows: readonly BucketRow[]): FiguresBucket[] {
  const byBucket = new Map(rows.map((row) => [row.bucket, row]));
  return intervalsOf(window).map((interval, index) =>
    Object.assign(interval, summaryFigures(byBucket.get(index + 1) ?? noRuns)),
  );
}

function intervalsOf({ edges }: Window): { from: string; to: string }[] {
  const instants = edges.map((edge) => edge.toISOString());
  return instants.slice(1).map((to, index) => ({ from: instants[index] ?? to, to }));
}
