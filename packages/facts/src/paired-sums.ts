import type { PairHistory } from "./recorded-pairs.ts";
import type { ItemsRow } from "./paired-figures.ts";
import type { RunsRow } from "./paired-rows.ts";

/** The scored runs of one side of a stratum: how many. */
type RunSample = Pick<RunsRow, "n">;

/** One dataset's items of a stratum, of which both sides share one at least; its figures are those of inference's `PairedStratum`. */
export interface PairedStratum {
  readonly dataset: string;
  readonly newer: RunSample;
  readonly older: RunSample;
  readonly items: number;
  readonly newerMean: number;
  readonly olderMean: number;
  readonly inverseAnswers: number;
  readonly history: PairHistory;
}

type Counts = Omit<ItemsRow["changes"][number], "change">;

/** The two sides of one change, in sums. */
export interface PairedSums extends Counts {
  readonly strata: readonly PairedStratum[];
  readonly clusters: readonly Omit<ItemsRow["clusters"][number], "change">[];
  /** Whether both sides of a shared stratum were run on one day. */
  readonly onOneDay: boolean;
  /** Scored runs of either side, in shared strata or not. */
  readonly newerRuns: number;
  readonly olderRuns: number;
}

export const noSums: PairedSums = {
  newerItems: 0,
  olderItems: 0,
  newerOnlyItems: 0,
  olderOnlyItems: 0,
  passes: { both: 0, neither: 0, gained: 0, lost: 0 },
  strata: [],
  clusters: [],
  onOneDay: false,
  newerRuns: 0,
  olderRuns: 0,
};

/** What one change comes to whose sums on different datasets these are: an item is of one dataset, and so is a stratum. */
export function addSums(parts: readonly PairedSums[]): PairedSums {
  return parts.reduce(
    (sum, part) => ({
      newerItems: sum.newerItems + part.newerItems,
      olderItems: sum.olderItems + part.olderItems,
      newerOnlyItems: sum.newerOnlyItems + part.newerOnlyItems,
      olderOnlyItems: sum.olderOnlyItems + part.olderOnlyItems,
      passes: {
        both: sum.passes.both + part.passes.both,
        neither: sum.passes.neither + part.passes.neither,
        gained: sum.passes.gained + part.passes.gained,
        lost: sum.passes.lost + part.passes.lost,
      },
      strata: sum.strata.concat(part.strata),
      clusters: sum.clusters.concat(part.clusters),
      onOneDay: sum.onOneDay || part.onOneDay,
      newerRuns: sum.newerRuns + part.newerRuns,
      olderRuns: sum.olderRuns + part.olderRuns,
    }),
    noSums,
  );
}
