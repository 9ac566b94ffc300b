import { NORMAL, quantile } from "./distributions.ts";

const z = quantile(0.975, NORMAL);

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
