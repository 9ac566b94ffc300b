import { quantile, twoSided } from "./distributions.ts";
import { type RunsStratum, uncertaintyWithin, weightedMean, weightOf } from "./stratified.ts";

/** The latencies of the runs of one model on one dataset on two sides: mean and variance of their natural logarithms. */
export interface LatencyStratum extends RunsStratum {
  readonly model: string;
}

/** By how much the newer side takes the time of the older one; the nulls come together, where no deviation can be had. */
export interface RatioOfMeans {
  /** Of the geometric means. */
  readonly ratio: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Two-sided. */
  readonly pValue: number | null;
  /** The smallest ratio above 1 that a test at 5 % would have shown, four times in five. */
  readonly detectable: number | null;
  /** The model that added most to the logarithm of the ratio, up or down, with the ratio of its own runs. */
  readonly mostMoved: { readonly model: string; readonly ratio: number };
}

/**
 * The ratio of latencies within strata, by Student's t over the runs' logarithms: as `stratifiedDifference` has it for
 * scores, without its items. Null where no stratum has runs on both sides.
 */
export function stratifiedRatio(strata: readonly LatencyStratum[]): RatioOfMeans | null {
  const shared = strata.filter(({ newer, older }) => weightOf(newer.n, older.n) > 0);
  if (shared.length === 0) return null;
  const logRatio = logRatioOf(shared);
  const ratio = { ratio: Math.exp(logRatio), mostMoved: mostMovedOf(shared) };
  const own = uncertaintyWithin(shared);
  // Latencies that are all alike are those of a cache, or made up: they tell nothing of the next ones.
  if (!own || own.variance === 0) return { ...ratio, interval: null, pValue: null, detectable: null };
  const error = Math.sqrt(own.variance);
  const margin = quantile(0.975, own.freedom) * error;
  return {
    ...ratio,
    interval: { low: Math.exp(logRatio - margin), high: Math.exp(logRatio + margin) },
    pValue: twoSided(logRatio / error, own.freedom),
    detectable: Math.exp(margin + quantile(0.8, own.freedom) * error),
  };
}

function logRatioOf(strata: readonly LatencyStratum[]): number {
  return weightedMean(strata, ({ newer, older }) => newer.mean - older.mean);
}

function mostMovedOf(strata: readonly LatencyStratum[]): RatioOfMeans["mostMoved"] {
  const [most] = [...Map.groupBy(strata, ({ model }) => model)]
    .map(([model, own]) => {
      const logRatio = logRatioOf(own);
      const weight = own.reduce((sum, { newer, older }) => sum + weightOf(newer.n, older.n), 0);
      return { model, ratio: Math.exp(logRatio), moved: Math.abs(weight * logRatio) };
    })
    .toSorted((a, b) => b.moved - a.moved || (a.model < b.model ? -1 : 1));
  return { model: most?.model ?? "", ratio: most?.ratio ?? 1 };
}
