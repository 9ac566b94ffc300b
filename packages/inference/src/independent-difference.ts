import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import type { Sample } from "./sample.ts";
import { summed } from "./uncertainty.ts";
import { wilson } from "./wilson.ts";

/**
 * The difference of the means of two samples that share nothing, candidate less baseline, by Welch's t (1947), and
 * never surer than the moderated t with their items beside. Figures are null where either has fewer than two values.
 */
export function independentDifference(candidate: Sample, baseline: Sample): Difference {
  const difference = candidate.mean - baseline.mean;
  if (candidate.variance === null || baseline.variance === null) return differenceAlone(difference);
  const own = summed([
    { variance: candidate.variance / candidate.n, freedom: candidate.n - 1 },
    { variance: baseline.variance / baseline.n, freedom: baseline.n - 1 },
  ]);
  const byItems =
    wilson(candidate.mean, candidate.items).error ** 2 + wilson(baseline.mean, baseline.items).error ** 2;
  return differenceWith(difference, own, byItems);
}
