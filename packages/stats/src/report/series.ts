import type { FiguresBucket, StatsReport } from "../contract/index.ts";
import { type BucketRow, type LatencyRow, noRuns, type RunsRow } from "../rows.ts";
import type { Window } from "../window.ts";
import { summaryFigures } from "./figures.ts";
import { settled } from "./settled.ts";

/** One entry a bucket, zero where none completed. */
export function runsSeries(window: Window, rows: readonly RunsRow[]): StatsReport["runsOverTime"] {
  const byBucket = new Map(rows.map(({ bucket, runs }) => [bucket, runs]));
  return intervalsOf(window).map(({ from, to }, index) => ({ from, to, runs: byBucket.get(index + 1) ?? 0 }));
}

/** One entry a bucket, nulls where nothing was measured. */
export function latencySeries(window: Window, rows: readonly LatencyRow[]): StatsReport["latencyOverTime"] {
  const byBucket = new Map(rows.map((row) => [row.bucket, row]));
  return intervalsOf(window).map(({ from, to }, index) => {
    const row = byBucket.get(index + 1);
    return {
      from,
      to,
      measuredRuns: row?.measuredRuns ?? 0,
      meanMs: settled(row?.meanLatencyMs ?? null),
      p50Ms: settled(row?.p50Ms ?? null),
      p95Ms: settled(row?.p95Ms ?? null),
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
