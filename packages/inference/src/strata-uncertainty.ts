import { freedomOf, squaresOf, weightOf, type Stratum } from "./stratum.ts";
import { sumOf } from "./sum-of.ts";
import { summed, type Uncertainty } from "./uncertainty.ts";
import { wilson } from "./wilson.ts";

/**
 * The uncertainty of the weighted difference of strata, from how runs vary within a stratum and side: each stratum has
 * its own variance, pooled over its two sides. Strata of one run against one have none, but where there are several,
 * their differences vary; a single one is given the variance of a run in the others. Null where there are no others.
 */
export function uncertaintyWithin(strata: readonly Stratum[]): Uncertainty | null {
  const total = sumOf(strata, weightOf);
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
export function varianceByItems(strata: readonly Stratum[]): number {
  const variance = sumOf(strata, (stratum) => {
    const { newer, older } = stratum;
    const errors = wilson(newer.mean, newer.items).error ** 2 + wilson(older.mean, older.items).error ** 2;
    return weightOf(stratum) ** 2 * errors;
  });
  return variance / sumOf(strata, weightOf) ** 2;
}

/** Of weight × difference: as the variance of the difference is that of a run over the weight. */
function partOf(stratum: Stratum, squares: number, freedom: number): Uncertainty {
  return { variance: weightOf(stratum) * (squares / freedom), freedom };
}

/** Of the same sum over strata of one run against one, which weigh ½ each, by the spread of their differences. */
function partOfSingles(strata: readonly Stratum[]): Uncertainty {
  const freedom = strata.length - 1;
  const mean = sumOf(strata, differenceOf) / strata.length;
  const squares = sumOf(strata, (stratum) => (differenceOf(stratum) - mean) ** 2);
  return { variance: (strata.length / 4) * (squares / freedom), freedom };
}

const differenceOf = ({ newer, older }: Stratum) => newer.mean - older.mean;
