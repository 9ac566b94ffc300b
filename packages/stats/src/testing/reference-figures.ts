import type { SummaryFigures } from "@evalboard/contract";
import type { Sample } from "@evalboard/inference";
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
function referenceScores(runs: readonly BoardRun[]) {
  const sample = referenceSample(runs);
  return {
    averageScore: sample?.mean ?? null,
    scoredRuns: sample?.n ?? 0,
    scoreInterval: sample && interval(sample),
  };
}

/** The scored of these runs in figures, without the digits that come from adding floats; null where there are none. */
export function referenceSample(runs: readonly BoardRun[]): Sample | null {
  const scores = known(runs.map((run) => run.averageScore));
  const average = mean(scores);
  if (average === null) return null;
  const squares = sum(scores.map((score) => (score - average) ** 2));
  return {
    n: scores.length,
    mean: Number(average.toFixed(10)),
    variance: scores.length < 2 ? null : Number((squares / (scores.length - 1)).toFixed(15)),
    items: sum(runs.map((run) => run.perfectItems + run.partialItems + run.failedItems)),
  };
}

/** The score of a pair or of a stratum. */
export function referenceCell(runs: readonly BoardRun[]) {
  return { runs: runs.length, items: referenceItems(runs).items, ...referenceScores(runs) };
}

/** Items, and the shares of them that failed and errored. */
function referenceItems(runs: readonly BoardRun[]) {
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

/** The value that this share does not exceed, in steps of 2 %: the middle of its step, from one millisecond to a day. */
export function percentile(values: readonly number[], share: number): number | null {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1];
  if (value === undefined) return null;
  const step = Math.ceil(Math.log(Math.min(Math.max(value, 1), 86_400_000)) / Math.log(1.02));
  return step === 0 ? 1 : 1.02 ** (step - 0.5);
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

/** From the lower to the higher end of two: Student's t over the runs, Wilson's of the items as his paper writes it. */
function interval({ n, mean: average, variance, items }: Sample) {
  if (variance === null) return null;
  const z = 1.959963984540054;
  const margin = tQuantiles[n - 2]! * Math.sqrt(variance / n);
  const root = z * Math.sqrt((average * (1 - average)) / items + (z * z) / (4 * items * items));
  const [middle, scale] = [average + (z * z) / (2 * items), 1 + (z * z) / items];
  return {
    low: Math.max(0, Math.min(average - margin, (middle - root) / scale)),
    high: Math.min(1, Math.max(average + margin, (middle + root) / scale)),
  };
}
