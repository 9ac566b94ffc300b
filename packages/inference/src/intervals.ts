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

/** That of two-sided 95 %. */
export const z = quantile(0.975, NORMAL);

/** Wilson's two-sided 95 % confidence interval of a rate, `count` of `n`; [0, 1] where n is 0. */
export function proportionInterval(count: number, n: number): MeanInterval {
  return n === 0 ? { low: 0, high: 1 } : rateInterval(count / n, n);
}

/** The same of a rate or a mean in [0, 1] that rests on `n` above 0, whole or not. */
export function rateInterval(rate: number, n: number): MeanInterval {
  const { centre, error } = wilson(rate, n);
  // The rate is in it: of none and of all, rounding would leave it out by a hair.
  return {
    low: Math.max(0, Math.min(rate, centre - z * error)),
    high: Math.min(1, Math.max(rate, centre + z * error)),
  };
}

/** From low to high; of a rate or a score both within [0, 1]. */
export interface MeanInterval {
  readonly low: number;
  readonly high: number;
}

/** Student's two-sided 95 % confidence interval of a mean on any scale; null below two values. */
export function meanInterval({ n, mean, variance }: Omit<Sample, "items">): MeanInterval | null {
  if (variance === null || n < 2) return null;
  const margin = quantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { low: mean - margin, high: mean + margin };
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
