import { NORMAL, quantile } from "./distributions.ts";

const z = quantile(0.975, NORMAL);

/**
 * What `items` results of that mean allow to be known of it if each is all or nothing: as a score in [0, 1] cannot vary
 * more. Centre and standard error of Wilson's 95 % interval (1927), which is centre ± 1.96 standard errors.
 */
export function wilson(mean: number, items: number): { centre: number; error: number } {
  const shrink = items / (items + z * z);
  return {
    centre: shrink * mean + (1 - shrink) / 2,
    error: Math.sqrt(shrink * ((mean * (1 - mean)) / (items + z * z)) + ((1 - shrink) / 2 / z) ** 2),
  };
}
