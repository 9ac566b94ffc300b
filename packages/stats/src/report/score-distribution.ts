import type { StatsReport } from "@evalboard/contract";
import { histogramBins } from "../histogram-bins.ts";
import type { BinRow, OutcomesRow } from "../rows.ts";

/** Outcomes of runs and of items, and every bin of the histogram, the empty ones too. */
export function scoreDistribution(
  outcomes: OutcomesRow,
  bins: readonly BinRow[],
): StatsReport["scoreDistribution"] {
  const runsByBin = new Map(bins.map(({ bin, runs }) => [bin, runs]));
  return {
    runs: {
      perfect: outcomes.perfectRuns,
      partial: outcomes.partialRuns,
      failed: outcomes.failedRuns,
      errored: outcomes.erroredRuns,
    },
    items: {
      perfect: outcomes.perfectItems,
      partial: outcomes.partialItems,
      failed: outcomes.failedItems,
      errored: outcomes.erroredItems,
    },
    histogram: histogramBins.map(({ from, to }, index) => ({
      from,
      to,
      runs: runsByBin.get(index + 1) ?? 0,
    })),
  };
}
