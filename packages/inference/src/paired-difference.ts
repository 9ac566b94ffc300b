import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import { moderated } from "./uncertainty.ts";

/** Differences of n items, each candidate less baseline. */
export interface PairedSample {
  readonly n: number;
  readonly mean: number;
  /** The standard deviation, of the unbiased variance; null below two items. */
  readonly deviation: number | null;
}

/**
 * The mean difference of paired items by Student's t, and never surer than the moderated t with one item beside that
 * changed by 1: fifteen items without any change are just enough to say that there is none of 0.1.
 * Figures are null below two items.
 */
export function pairedDifference({ n, mean, deviation }: PairedSample): Difference {
  if (deviation === null || n < 2) return differenceAlone(mean);
  const own = { variance: deviation ** 2 / n, freedom: n - 1 };
  return differenceWith(mean, [own, moderated(own, 1 / n ** 2)]);
}
