import { NORMAL, quantile } from "./distributions.ts";

/** Scores in figures: of n runs, or of n items. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Unbiased; null below two values. */
  readonly variance: number | null;
  /** How many scored items the values rest on, all together. */
  readonly items: number;
}

const z = quantile(0.975, NORMAL);

/** Wilson's two-sided 95 % confidence interval of a rate, `count` of `n`; [0, 1] where n is 0. */
export function proportionInterval(count: number, n: number): MeanInterval {
  if (n === 0) return { low: 0, high: 1 };
  const { centre, error } = wilson(count / n, n);
  return { low: Math.max(0, centre - z * error), high: Math.min(1, centre + z * error) };
}

/** From low to high, both within [0, 1]. */
export interface MeanInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * The two-sided 95 % confidence interval of the mean of scores in [0, 1]; null below two values. It spans two: that of
 * Student's t over the values, and Wilson's of the items, so that perfect runs are no certainty.
 */
export function scoreInterval({ n, mean, variance, items }: Sample): MeanInterval | null {
  if (variance === null || n < 2) return null;
  const margin = quantile(0.975, n - 1) * Math.sqrt(variance / n);
  const byItems = proportionInterval(mean * items, items);
  return {
    low: Math.max(0, Math.min(mean - margin, byItems.low)),
    high: Math.min(1, Math.max(mean + margin, byItems.high)),
  };
}

/**
 * What `items` results of that mean score tell of it if each is all or nothing, and a score in [0, 1] cannot vary more:
 * Wilson's 95 % interval (1927) is the centre ± 1.96 errors. Neither is 0 or 1 where all or none were right.
 */
export function wilson(mean: number, items: number): { centre: number; error: number } {
  const total = items + z * z;
  return {
    centre: (items * mean + (z * z) / 2) / total,
    error: Math.sqrt(items * mean * (1 - mean) + (z * z) / 4) / total,
  };
}
