import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import type { Sample } from "./sample.ts";
import { summed, type Uncertainty } from "./uncertainty.ts";

/**
 * The difference of the mean scores of items that two groups do not share, candidate less baseline, by Welch's t (1947);
 * and never surer than with two items more on either side, one failed and one perfect (Agresti and Caffo 2000): of
 * perfect items alone no deviation can be measured. Figures are null where either group has fewer than two items.
 */
export function independentDifference(candidate: Sample, baseline: Sample): Difference {
  const difference = candidate.mean - baseline.mean;
  if (candidate.variance === null || baseline.variance === null) return differenceAlone(difference);
  return differenceWith(difference, [
    summed([meanOf(candidate, candidate.variance), meanOf(baseline, baseline.variance)]),
    summed([withTwoMore(candidate, candidate.variance), withTwoMore(baseline, baseline.variance)]),
  ]);
}

function meanOf({ n }: Sample, variance: number): Uncertainty {
  return { variance: variance / n, freedom: n - 1 };
}

function withTwoMore({ n, mean }: Sample, variance: number): Uncertainty {
  const total = n + 2;
  const centre = (n * mean + 1) / total;
  const squares = (n - 1) * variance + n * (mean - centre) ** 2 + centre ** 2 + (1 - centre) ** 2;
  return { variance: squares / total ** 2, freedom: n - 1 };
}
