import type { SummaryFigures } from "../contract/index.ts";
import type { BoardRun } from "./board.ts";
import { tQuantile } from "./t-quantile.ts";

/** The figures of some completed runs, written down the plain way. */
export function referenceFigures(runs: readonly BoardRun[]): SummaryFigures {
  const latencies = known(runs.map((run) => run.latencyMs));
  const costs = known(runs.map((run) => run.costUsd));
  return {
    runs: runs.length,
    ...referenceScores(runs),
    ...referenceItems(runs),
    meanLatencyMs: mean(latencies),
    measuredRuns: latencies.length,
    costUsd: costs.length === 0 ? null : sum(costs),
    pricedRuns: costs.length,
  };
}

/** Score and interval; the interval needs two scored runs. */
export function referenceScores(runs: readonly BoardRun[]) {
  const scores = known(runs.map((run) => run.averageScore));
  const averageScore = mean(scores);
  return {
    averageScore,
    scoredRuns: scores.length,
    scoreInterval: averageScore === null || scores.length < 2 ? null : interval(scores, averageScore),
  };
}

/** Items, and the shares of them that failed and errored. */
export function referenceItems(runs: readonly BoardRun[]) {
  const failedItems = sum(runs.map((run) => run.failedItems));
  const erroredItems = sum(runs.map((run) => run.erroredItems));
  const items = sum(runs.map((run) => run.perfectItems + run.partialItems)) + failedItems + erroredItems;
  return {
    items,
    failedItems,
    failureRate: items === 0 ? null : failedItems / items,
    erroredItems,
    errorRate: items === 0 ? null : erroredItems / items,
  };
}

/** The p-quantile between the two nearest of the sorted values. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const position = p * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  return below === undefined || above === undefined ? null : below + (above - below) * (position % 1);
}

export function known(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

const tQuantiles = Array.from({ length: 100 }, (_, index) => tQuantile(index + 1));

function interval(scores: readonly number[], average: number) {
  const squares = sum(scores.map((score) => (score - average) ** 2));
  const degreesOfFreedom = scores.length - 1;
  const error = Math.sqrt(squares / degreesOfFreedom / scores.length);
  const margin = tQuantiles[degreesOfFreedom - 1]! * error;
  return { low: Math.max(0, average - margin), high: Math.min(1, average + margin) };
}
