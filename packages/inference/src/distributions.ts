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

/** The chance of a t at least as far from 0, either way; never 0, but the smallest number there is. */
export function twoSided(t: number, degreesOfFreedom: number): number {
  return chanceOf(logTwoSided(t, degreesOfFreedom));
}

/** A chance by its logarithm: at most 1, and not 0 however small, for that would say that something cannot be. */
export function chanceOf(logarithm: number): number {
  return Math.max(Number.MIN_VALUE, Math.min(1, Math.exp(logarithm)));
}

/** Below this a chance is known by its logarithm alone, of which there is no end. */
const TINY = 1e-290;

/** The logarithm of that chance. */
export function logTwoSided(t: number, degreesOfFreedom: number): number {
  const chance = 2 * tCdf(-Math.abs(t), degreesOfFreedom);
  return chance > TINY ? Math.log(chance) : Math.LN2 + logFarTail(Math.abs(t), degreesOfFreedom);
}

/** The t of the normal distribution, above 0, of which the logarithm of that chance is this. */
export function normalDeviate(logChance: number): number {
  if (logChance > Math.log(TINY)) return -quantile(Math.exp(logChance) / 2, NORMAL);
  let z = Math.sqrt(-2 * logChance);
  // Newton's steps; the logarithm falls by z + 1 / z, but for less than what another step mends.
  for (let step = 0; step < 8; step++) {
    const logFound = Math.LN2 - z ** 2 / 2 - Math.log(2 * Math.PI) / 2 - Math.log(z) + farSeries(z, Infinity);
    z += (logFound - logChance) / (z + 1 / z);
  }
  return z;
}

/** ln P(T > t), far out; as far as the square of t is a number. */
function logFarTail(far: number, f: number): number {
  const t = Math.min(far, 1e150);
  const grown = ((f - 1) / 2) * Math.log1p(t ** 2 / f);
  return logGammaRatio(f / 2) - Math.log(f * Math.PI) / 2 - grown - Math.log(t) + farSeries(t, f);
}

/** The logarithm of the series of Soms (JASA 71, 1976), of which the terms fall by f (2 k − 1) / ((f + 2 k) t²). */
function farSeries(t: number, f: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k <= 8; k++) {
    term *= -(2 * k - 1) / ((1 + (2 * k) / f) * t ** 2);
    sum += term;
  }
  return Math.log(sum);
}

/** ln Γ(a + ½) − ln Γ(a), by Stirling's series where a is large, and the recursion of Γ where it is not. */
function logGammaRatio(a: number): number {
  if (a < 20) return logGammaRatio(a + 1) - Math.log((a + 0.5) / a);
  return Math.log(a) / 2 - 1 / (8 * a) + 1 / (192 * a ** 3) - 1 / (640 * a ** 5);
}

/** The chance of at most so many heads in `tosses` of a fair coin. */
export function atMostHeads(heads: number, tosses: number): number {
  return binomialCdf(heads, tosses, 0.5);
}
