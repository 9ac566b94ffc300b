import type { FiguresBucket, StatsReport } from "@evalboard/contract";
import { latencyQuantile } from "@evalboard/facts";
import { settled } from "@evalboard/inference";
import { noRuns } from "./aggregations/columns.ts";
import type { LatencyBinsRow } from "./aggregations/spread.ts";
import type { BucketPartRow, BucketRow } from "./aggregations/sums.ts";
import { summaryFigures } from "./figures.ts";
import type { WindowGrounds } from "./grounds.ts";
import { byText } from "./order.ts";
import type { Window } from "./window.ts";

/** One entry a bucket, zero where none completed. */
export function runsSeries(window: Window, rows: readonly BucketRow[]): StatsReport["runsOverTime"] {
  const rowOf = byBucket(rows);
  return bucketsOf(window).map(({ bucket, from, to }) => ({ from, to, runs: rowOf(bucket)?.runs ?? 0 }));
}

/** One entry a bucket, nulls where nothing was measured. */
export function latencySeries(
  window: Window,
  rows: readonly BucketRow[],
  latencies: readonly LatencyBinsRow[],
): StatsReport["latencyOverTime"] {
  const [rowOf, latenciesOf] = [byBucket(rows), byBucket(latencies)];
  return bucketsOf(window).map(({ bucket, from, to }) => {
    const { measuredRuns, meanLatencyMs } = rowOf(bucket) ?? noRuns;
    const { bins } = latenciesOf(bucket) ?? { bins: [] };
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

/** One entry a bucket, zeros and nulls where none completed; what is known of items is that of the whole window. */
export function figuresSeries(
  window: Window,
  rows: readonly BucketRow[],
  partRows: readonly BucketPartRow[],
  { items, ofRuns }: WindowGrounds,
): FiguresBucket[] {
  const rowOf = byBucket(rows);
  const parts = Map.groupBy(
    partRows.toSorted((a, b) => byText(a.datasetId, b.datasetId)),
    ({ bucket }) => bucket,
  );
  return bucketsOf(window).map(({ bucket, from, to }) => {
    const own = (parts.get(bucket) ?? []).map((row) => ({ row, items: items.get(row.datasetId) }));
    return Object.assign({ from, to }, summaryFigures(rowOf(bucket) ?? noRuns, { parts: own, ofRuns }));
  });
}

function byBucket<Row extends { readonly bucket: number }>(rows: readonly Row[]) {
  const rowsByBucket = new Map(rows.map((row) => [row.bucket, row]));
  return (bucket: number) => rowsByBucket.get(bucket);
}

/** Every bucket by its number, 1 the first. */
export function bucketsOf({ edges }: Window): { bucket: number; from: string; to: string }[] {
  const instants = edges.map((edge) => edge.toISOString());
  return instants.slice(1).map((to, index) => ({ bucket: index + 1, from: instants[index] ?? to, to }));
}
