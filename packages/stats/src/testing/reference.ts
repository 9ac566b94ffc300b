import type { StatsReport } from "@evalboard/contract";
import { answersOf } from "../answers.ts";
import type { BoardRun } from "./board.ts";
import { known, mean, percentile, referenceMetrics } from "./reference-figures.ts";
import { referenceDatasets, referenceHardest, referenceModels } from "./reference-lists.ts";
import { referenceAppearances, referenceScoreLines } from "./reference-over-time.ts";
import { referenceNewestChanges } from "./reference-prompt-changes.ts";
import { referenceRanks } from "./reference-ranks.ts";
import { type Asked, referenceSummary, referenceWindow } from "./reference-window.ts";

/** The report that a board should give, by loops over all its runs and by no SQL. */
export function referenceReport(asked: Asked): StatsReport {
  const window = referenceWindow(asked);
  const { head, runs, buckets } = window;
  const [models, datasets] = [referenceModels(window), referenceHardest(window)];
  const changes = referenceNewestChanges(window);
  const summary = referenceSummary(window);
  const { rests } = referenceRanks(runs, window.items, window.ofAllTime);
  return {
    ...head,
    // Of the parts that are computed here; the answers have tests of their own.
    answers: answersOf({
      where: head.where,
      window: window.window,
      summary,
      models,
      datasets,
      rests,
      changes,
    }),
    summary,
    topModels: models.slice(0, 10),
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
    scoreOverTime: referenceScoreLines(window, models),
    appearances: referenceAppearances(window),
    topDatasets: referenceDatasets(window).slice(0, 10),
    hardestDatasets: datasets.slice(0, 10),
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
  const rounded = (score: number) => Number(score.toFixed(15));
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
        runs: count((score) => score !== null && rounded(score) >= from && (rounded(score) < to || to === 1)),
      };
    }),
  };
}
