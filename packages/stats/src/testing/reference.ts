import type { StatsReport } from "@evalboard/contract";
import type { BoardRun } from "./board.ts";
import { known, mean, percentile, referenceMetrics } from "./reference-figures.ts";
import { referenceDatasets, referenceHardest, referenceModels } from "./reference-lists.ts";
import { referenceNewestChanges } from "./reference-prompt-changes.ts";
import { type Asked, referenceSummary, referenceWindow } from "./reference-window.ts";

/** The report that a board should give, by loops over all its runs and by no SQL. */
export function referenceReport(asked: Asked): StatsReport {
  const window = referenceWindow(asked);
  const { head, runs, buckets } = window;
  const changes = referenceNewestChanges(window);
  return {
    ...head,
    summary: referenceSummary(window),
    topModels: referenceModels(runs).slice(0, 10),
    scoreDistribution: distribution(runs),
    runsOverTime: buckets.map((bucket) => ({ ...bucket, runs: bucket.runs.length })),
    latencyOverTime: buckets.map(({ from, to, runs: own }) => {
      const latencies = known(own.map((run) => run.latencyMs));
      const items = own.flatMap((run) => run.itemLatenciesMs);
      return {
        from,
        to,
        measuredRuns: latencies.length,
        meanMs: mean(latencies),
        measuredItems: items.length,
        p50Ms: percentile(items, 0.5),
        p95Ms: percentile(items, 0.95),
        p99Ms: percentile(items, 0.99),
      };
    }),
    topDatasets: referenceDatasets(runs).slice(0, 10),
    hardestDatasets: referenceHardest(runs).slice(0, 10),
    promptChanges: changes.slice(0, 10),
    testedPromptChanges: changes.filter(({ pValue }) => pValue !== null).length,
    metrics: referenceMetrics(runs).slice(0, 10),
  };
}

function distribution(runs: readonly BoardRun[]): StatsReport["scoreDistribution"] {
  const count = (holds: (score: number | null) => boolean) =>
    runs.filter((run) => holds(run.averageScore)).length;
  const items = (
    outcome: "perfectItems" | "partialItems" | "failedItems" | "erroredItems" | "unscoredItems",
  ) => runs.reduce((total, run) => total + run[outcome], 0);
  const starts = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
  const unscored = runs.filter((run) => run.averageScore === null && run.unscoredItems > 0).length;
  return {
    runs: {
      perfect: count((score) => score === 1),
      partial: count((score) => score !== null && score > 0 && score < 1),
      failed: count((score) => score === 0),
      errored: count((score) => score === null) - unscored,
      unscored,
    },
    items: {
      perfect: items("perfectItems"),
      partial: items("partialItems"),
      failed: items("failedItems"),
      errored: items("erroredItems"),
      unscored: items("unscoredItems"),
    },
    histogram: starts.map((from, index) => {
      const to = starts[index + 1] ?? 1;
      return {
        from,
        to,
        runs: count((score) => score !== null && score >= from && (score < to || to === 1)),
      };
    }),
  };
}
