import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import type { Sample } from "./sample.ts";
import { uncertaintyWithin, varianceByItems } from "./strata-uncertainty.ts";
import { weightOf, type Stratum } from "./stratum.ts";
import { sumOf } from "./sum-of.ts";
import { moderated } from "./uncertainty.ts";

/** All null where no stratum has runs on both sides. */
export interface StratifiedDifference extends Omit<Difference, "difference"> {
  readonly difference: number | null;
  /** Means of the two sides, strata weighing as in the difference: newer less older is the difference. */
  readonly newerMean: number | null;
  readonly olderMean: number | null;
}

/**
 * The difference of newer and older within strata, combined by the weights of least squares: n₁n₀ / (n₁ + n₀).
 * Strata without runs on both sides count for nothing. By Student's t, and never surer than the moderated t with the
 * items beside. Interval, p-value and what is detectable are null where the only stratum has one run against one.
 */
export function stratifiedDifference(strata: readonly Stratum[]): StratifiedDifference {
  const shared = strata.filter((stratum) => weightOf(stratum) > 0);
  if (shared.length === 0)
    return { ...differenceAlone(0), difference: null, newerMean: null, olderMean: null };
  const newerMean = weightedMean(shared, ({ newer }) => newer);
  const olderMean = weightedMean(shared, ({ older }) => older);
  const own = uncertaintyWithin(shared);
  const difference = newerMean - olderMean;
  return {
    newerMean,
    olderMean,
    ...(own
      ? differenceWith(difference, [own, moderated(own, varianceByItems(shared))])
      : differenceAlone(difference)),
  };
}

function weightedMean(strata: readonly Stratum[], sideOf: (stratum: Stratum) => Sample): number {
  return sumOf(strata, (stratum) => weightOf(stratum) * sideOf(stratum).mean) / sumOf(strata, weightOf);
}
