import type { CellFigures, MetricFigures, SummaryFigures } from "@evalboard/contract";
import type { Sample } from "@evalboard/inference";
import { type BoardRun, knownMetrics } from "./board.ts";
import { type KnownGrounds, referenceInterval } from "./reference-items.ts";
import { tQuantile } from "./t-quantile.ts";

/** The figures of some completed runs, written down the plain way. */
export function referenceFigures(runs: readonly BoardRun[], grounds: KnownGrounds): SummaryFigures {
  const latencies = known(runs.map((run) => run.latencyMs));
  const prices = known(runs.map((run) => run.costUsd));
  const spent = known(runs.map((run) => run.spentUsd));
  return {
    ...referenceCell(runs, grounds),
    meanLatencyMs: mean(latencies),
    measuredRuns: latencies.length,
    measuredItems: sum(runs.map((run) => run.measuredItems)),
    costUsd: prices.length === 0 ? null : sum(prices),
    pricedRuns: prices.length,
    pricedItems: sum(runs.map((run) => run.pricedItems)),
    spentUsd: spent.length === 0 ? null : sum(spent),
    spentRuns: spent.length,
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
    items: sum(runs.map(scoredItemsOf)),
  };
}

/** How some runs scored and passed. */
export function referenceCell(runs: readonly BoardRun[], grounds: KnownGrounds): CellFigures {
  const sample = referenceSample(runs);
  const scoredItems = sum(runs.map(scoredItemsOf));
  const passedItems = sum(runs.map((run) => run.passedItems));
  const erroredItems = sum(runs.map((run) => run.erroredItems));
  const unscoredItems = sum(runs.map((run) => run.unscoredItems));
  const items = scoredItems + erroredItems + unscoredItems;
  return {
    runs: runs.length,
    averageScore: sample?.mean ?? null,
    scoredRuns: sample?.n ?? 0,
    scoreInterval: referenceInterval(runs, grounds, "scores"),
    items,
    scoredItems,
    passedItems,
    passRate: scoredItems === 0 ? null : passedItems / scoredItems,
    passInterval: referenceInterval(runs, grounds, "passes"),
    erroredItems,
    errorRate: items === 0 ? null : erroredItems / items,
    unscoredItems,
  };
}

function scoredItemsOf({ perfectItems, partialItems, failedItems }: BoardRun): number {
  return perfectItems + partialItems + failedItems;
}

/** What the page of a subject lists of metrics, those of the most runs first; of words alone nothing. */
export function referenceMetrics(runs: readonly BoardRun[]): MetricFigures[] {
  const all = runs.flatMap((run) => run.metrics.filter((metric) => metric.mean !== null));
  return [...new Set(all.map(({ name }) => name))]
    .map((name) => {
      const own = all.filter((metric) => metric.name === name);
      const means = known(own.map((metric) => metric.mean));
      return {
        name,
        higherIsBetter: knownMetrics.find((metric) => metric.name === name)?.higherIsBetter ?? null,
        runs: own.length,
        items: sum(own.map(({ n }) => n)),
        mean: mean(means),
        interval: metricInterval(means),
      };
    })
    .toSorted((a, b) => byCodePoints(a.name, b.name))
    .toSorted((a, b) => b.runs - a.runs);
}

export function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
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

function metricInterval(means: readonly number[]) {
  const average = mean(means);
  if (average === null || means.length < 2) return null;
  const squares = sum(means.map((value) => (value - average) ** 2));
  const margin = tQuantile(means.length - 1) * Math.sqrt(squares / (means.length - 1) / means.length);
  return { low: average - margin, high: average + margin };
}
