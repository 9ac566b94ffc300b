import {
  type Difference,
  differenceAlone,
  differenceWith,
  moderated,
  summed,
  type Uncertainty,
} from "./differences.ts";
import { type Sample, wilson } from "./intervals.ts";

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
  const shared = strata.filter((stratum) => weightOfStratum(stratum) > 0);
  if (shared.length === 0)
    return { ...differenceAlone(0), difference: null, newerMean: null, olderMean: null };
  const newerMean = weightedMean(shared, ({ newer }) => newer.mean);
  const olderMean = weightedMean(shared, ({ older }) => older.mean);
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

/** Over all strata, each weighing as in the difference; of one side's means, or of what else there is of a stratum. */
export function weightedMean<Of extends RunsStratum>(
  strata: readonly Of[],
  valueOf: (stratum: Of) => number,
): number {
  return (
    sumOf(strata, (stratum) => weightOfStratum(stratum) * valueOf(stratum)) / sumOf(strata, weightOfStratum)
  );
}

/**
 * The uncertainty of the weighted difference of strata, from how runs vary within a stratum and side: each stratum has
 * its own variance, pooled over its two sides. Strata of one run against one have none, but where there are several,
 * their differences vary; a single one is given the variance of a run in the others. Null where there are no others.
 */
export function uncertaintyWithin(strata: readonly RunsStratum[]): Uncertainty | null {
  const total = sumOf(strata, weightOfStratum);
  const several = strata.filter((stratum) => freedomOf(stratum) > 0);
  const single = strata.filter((stratum) => freedomOf(stratum) === 0);
  const [first, ...rest] = [
    ...several.map((stratum) => partOf(stratum, squaresOf(stratum), freedomOf(stratum))),
    ...(single.length > 1 ? [partOfSingles(single)] : []),
    ...(single.length === 1 && several.length > 0
      ? single.map((stratum) => partOf(stratum, sumOf(several, squaresOf), sumOf(several, freedomOf)))
      : []),
  ];
  if (!first) return null;
  const { variance, freedom } = summed([first, ...rest]);
  return { variance: variance / total ** 2, freedom };
}

/** The variance of the weighted difference if every item were drawn anew and were all or nothing. */
function varianceByItems(strata: readonly Stratum[]): number {
  const variance = sumOf(strata, (stratum) => {
    const { newer, older } = stratum;
    const errors = wilson(newer.mean, newer.items).error ** 2 + wilson(older.mean, older.items).error ** 2;
    return weightOfStratum(stratum) ** 2 * errors;
  });
  return variance / sumOf(strata, weightOfStratum) ** 2;
}

/** Of weight × difference: as the variance of the difference is that of a run over the weight. */
function partOf(stratum: RunsStratum, squares: number, freedom: number): Uncertainty {
  return { variance: weightOfStratum(stratum) * (squares / freedom), freedom };
}

/** Of the same sum over strata of one run against one, which weigh ½ each, by the spread of their differences. */
function partOfSingles(strata: readonly RunsStratum[]): Uncertainty {
  const freedom = strata.length - 1;
  const mean = sumOf(strata, differenceOf) / strata.length;
  const squares = sumOf(strata, (stratum) => (differenceOf(stratum) - mean) ** 2);
  return { variance: (strata.length / 4) * (squares / freedom), freedom };
}

const differenceOf = ({ newer, older }: RunsStratum) => newer.mean - older.mean;

/** Figures of runs that are alike but for what is compared: of one model on one dataset. */
export interface RunsStratum {
  readonly newer: Omit<Sample, "items">;
  readonly older: Omit<Sample, "items">;
}

/** The same of scores. */
export interface Stratum extends RunsStratum {
  readonly newer: Sample;
  readonly older: Sample;
}

function weightOfStratum({ newer, older }: RunsStratum): number {
  return weightOf(newer.n, older.n);
}

/** What the difference of so many runs weighs: a run's variance over that of the difference; 0 where a side has none. */
export function weightOf(newer: number, older: number): number {
  return newer * older === 0 ? 0 : (newer * older) / (newer + older);
}

/** The degrees of freedom that the variance of its runs is known with. */
function freedomOf({ newer, older }: RunsStratum): number {
  return newer.n + older.n - 2;
}

/** The squared deviations of its runs from the mean of their side. */
function squaresOf({ newer, older }: RunsStratum): number {
  return (newer.n - 1) * (newer.variance ?? 0) + (older.n - 1) * (older.variance ?? 0);
}

/** The sum of what `valueOf` gives for the entries; 0 of none. */
export function sumOf<Entry>(entries: readonly Entry[], valueOf: (entry: Entry) => number): number {
  return entries.reduce((sum, entry) => sum + valueOf(entry), 0);
}
