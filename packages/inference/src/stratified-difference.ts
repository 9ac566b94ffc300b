import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import { NORMAL } from "./distributions.ts";
import type { Sample } from "./sample.ts";
import { wilson } from "./wilson.ts";

/** Runs that are alike but for the prompt's version: the same model and dataset. */
export interface Stratum {
  readonly newer: Sample;
  readonly older: Sample;
}

/** All null where no stratum has runs on both sides. */
export interface StratifiedDifference extends Omit<Difference, "difference"> {
  readonly difference: number | null;
  /** Means of the sides, strata weighing as in the difference: newer less older is the difference. */
  readonly newerMean: number | null;
  readonly olderMean: number | null;
}

/** The difference within strata, combined. */
export function stratifiedDifference(strata: readonly Stratum[]): StratifiedDifference {
  const both = strata.filter(({ newer, older }) => newer.n > 0 && older.n > 0);
  const total = sum(both, weightOf);
  if (total === 0) return { ...differenceAlone(0), difference: null, newerMean: null, olderMean: null };
  const newerMean = sum(both, (stratum) => weightOf(stratum) * stratum.newer.mean) / total;
  const olderMean = sum(both, (stratum) => weightOf(stratum) * stratum.older.mean) / total;
  const measured = both.filter(({ newer, older }) => newer.n + older.n > 2);
  const freedom = sum(measured, freedomOf);
  if (freedom === 0) return { ...differenceAlone(newerMean - olderMean), newerMean, olderMean };
  const pooled = sum(measured, (stratum) => freedomOf(stratum) * varianceOf(stratum)) / freedom;
  const parts = both.map((stratum) => ({
    part: (weightOf(stratum) / total ** 2) * (freedomOf(stratum) > 0 ? varianceOf(stratum) : pooled),
    freedom: freedomOf(stratum) || freedom,
  }));
  const variance = sum(parts, ({ part }) => part);
  const floor = sum(both, (stratum) => (weightOf(stratum) / total) ** 2 * leastOf(stratum));
  const degreesOfFreedom =
    variance === 0 ? freedom : variance ** 2 / sum(parts, ({ part, freedom: f }) => part ** 2 / f);
  return {
    ...differenceWith(newerMean - olderMean, [
      { error: Math.sqrt(variance), degreesOfFreedom },
      { error: Math.sqrt(floor), degreesOfFreedom: NORMAL },
    ]),
    newerMean,
    olderMean,
  };
}

const weightOf = ({ newer, older }: Stratum) => (newer.n * older.n) / (newer.n + older.n);
const freedomOf = ({ newer, older }: Stratum) => newer.n + older.n - 2;
const varianceOf = ({ newer, older }: Stratum) =>
  ((newer.n - 1) * (newer.variance ?? 0) + (older.n - 1) * (older.variance ?? 0)) / (newer.n + older.n - 2);
const leastOf = ({ newer, older }: Stratum) =>
  wilson(newer.mean, newer.items).error ** 2 + wilson(older.mean, older.items).error ** 2;

function sum<Entry>(list: readonly Entry[], valueOf: (entry: Entry) => number): number {
  return list.reduce((total, entry) => total + valueOf(entry), 0);
}
