import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";

/**
 * The distributions, all from @stdlib: it agrees with SciPy to 11 digits and more, down to chances of 1e-300, and to 10
 * in a million trials; it has types. (jstat has 9 digits of t, says 0 or 1 of a binomial, and NaN of a large t.)
 */

/** So many degrees of freedom that Student's t is the normal distribution, to 12 digits. */
export const NORMAL = 1e12;

/** The t that a share `p` of Student's t distribution lies below. */
export function quantile(p: number, degreesOfFreedom: number): number {
  return tQuantile(p, degreesOfFreedom);
}

/** The chance of a t at least as far from 0, either way; 0 where it is below the smallest number there is. */
export function twoSided(t: number, degreesOfFreedom: number): number {
  return 2 * tCdf(-Math.abs(t), degreesOfFreedom);
}

/** The chance of at most so many heads in `tosses` of a fair coin. */
export function atMostHeads(heads: number, tosses: number): number {
  return binomialCdf(heads, tosses, 0.5);
}
