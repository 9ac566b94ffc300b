import { quantile } from "./distributions.ts";
import { proportionInterval } from "./proportion-interval.ts";
import type { Sample } from "./sample.ts";

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
