import type { Uncertainty } from "./differences.ts";
import { chanceOf, logTwoSided, NORMAL, normalDeviate, quantile, twoSided } from "./distributions.ts";

/** A difference, and how far it may be from the truth. */
export interface Estimate extends Uncertainty {
  readonly difference: number;
}

/** A change is called one when its p-value is below this; the interval has what is left. */
const LEVEL = 0.05;

/**
 * √φ of the mixture's two halves: the true changes that it looks for are of this size. With 0.03 alone two single runs never
 * show anything: a difference of standard error 0.08 would take a z of 7.1, of 0.12 a z of 10. With 0.2 alone a month of runs
 * takes longer to show a small change. With both, half each, the z that it takes lies between 3.2 and 3.5 from an error of
 * 0.004 to one of 0.13, where the best single φ for each would take 3.03 (docs/statistics.md).
 */
const SCALES = [0.03, 0.2] as const;

/**
 * What is known of a difference however often one looks: the two-sided p-value, and how far from the estimate the differences
 * reach that it does not reject; the p-value is below 5 % where 0 is none of these. What is detectable comes along
 * (`detectableWith`). By the mixture sequential probability ratio test of Robbins (1970), as Johari, Pekelis and Walsh have it (arXiv 1512.04922, 2015). The likelihood of the estimate
 * under a change drawn from a normal distribution of variance φ, over that under no change, is
 * Λ = √(V / (V + φ)) exp(z²φ / (2(V + φ))), with V its variance: a martingale where nothing changed, so that it ever comes
 * to 1/α with a chance of α at most. So is the mean of two, of fixed φ. z is the normal deviate that is as unlikely as the
 * t, since V is not known for certain.
 */
export function alwaysValid(estimate: Estimate): { pValue: number; margin: number; detectable: number } {
  const margin = alwaysValidMargin(estimate);
  return { pValue: alwaysValidPValue(estimate), margin, detectable: detectableBeyond(margin, estimate) };
}

/** By logarithms: what one look would find is often too small for a number where this is not. */
function alwaysValidPValue({ difference, variance, freedom }: Estimate): number {
  const z = normalDeviate(logTwoSided(difference / Math.sqrt(variance), freedom));
  return chanceOf(-logLikelihoodRatio(z, variance));
}

function alwaysValidMargin({ variance, freedom }: Uncertainty): number {
  const chance = twoSided(boundary(variance), NORMAL);
  return -quantile(chance / 2, freedom) * Math.sqrt(variance);
}

/** The z at which the mixture comes to 1/α, by bisection: it rises with z. */
function boundary(variance: number): number {
  let [low, high] = [0, 1];
  while (likelihoodRatio(high, variance) < 1 / LEVEL) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (likelihoodRatio(middle, variance) < 1 / LEVEL) low = middle;
    else high = middle;
  }
  return high;
}

/** Λ, the mean over changes of these sizes. */
export function likelihoodRatio(z: number, variance: number, scales: readonly number[] = SCALES): number {
  return Math.exp(logLikelihoodRatio(z, variance, scales));
}

function logLikelihoodRatio(z: number, variance: number, scales: readonly number[] = SCALES): number {
  const logarithms = scales.map((scale) => {
    const total = variance + scale ** 2;
    return Math.log(variance / total) / 2 + (z ** 2 * scale ** 2) / (2 * total);
  });
  const most = Math.max(...logarithms);
  const sum = logarithms.reduce((others, logarithm) => others + Math.exp(logarithm - most), 0);
  return most + Math.log(sum / scales.length);
}

/** The smallest true change that would be called one, four times in five, where a difference is known so well. */
export function detectableWith(uncertainty: Uncertainty): number {
  return detectableBeyond(alwaysValidMargin(uncertainty), uncertainty);
}

function detectableBeyond(margin: number, { variance, freedom }: Uncertainty): number {
  return margin + quantile(0.8, freedom) * Math.sqrt(variance);
}
