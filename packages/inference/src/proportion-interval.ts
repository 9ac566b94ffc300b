import { NORMAL, quantile } from "./distributions.ts";
import type { MeanInterval } from "./score-interval.ts";
import { wilson } from "./wilson.ts";

const z = quantile(0.975, NORMAL);

/** Wilson's two-sided 95 % confidence interval of a rate, `count` of `n`; [0, 1] where n is 0. */
export function proportionInterval(count: number, n: number): MeanInterval {
  if (n === 0) return { low: 0, high: 1 };
  const { centre, error } = wilson(count / n, n);
  return { low: Math.max(0, centre - z * error), high: Math.min(1, centre + z * error) };
}
