import { differenceAlone, differenceWith, type Difference } from "./difference.ts";

/** Differences of n items, each candidate less baseline. */
export interface PairedSample {
  readonly n: number;
  readonly mean: number;
  /** The standard deviation, unbiased variance; null below two items. */
  readonly deviation: number | null;
}

/** Smaller than this a deviation is what rounding leaves of 0. */
const ROUNDING = 1e-9;

/**
 * The mean difference of paired items by Student's t. Where all items changed alike, which shows no deviation, it is
 * taken to be that of one item of the n that changed by 1: the least that scores of 0 and 1 can have.
 */
export function pairedDifference({ n, mean, deviation }: PairedSample): Difference {
  if (deviation === null || n < 2) return differenceAlone(mean);
  const atLeast = deviation > ROUNDING ? deviation : 1 / Math.sqrt(n);
  return differenceWith(mean, [{ error: atLeast / Math.sqrt(n), degreesOfFreedom: n - 1 }]);
}
