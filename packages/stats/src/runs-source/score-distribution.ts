import type { Em } from "@evalboard/db";
import { completedRuns } from "./completed-runs.ts";
import { bin, itemOutcomes, runOutcomes, runs, scoreBin } from "./fragments.ts";
import { histogramBins } from "../histogram-bins.ts";
import { BinRow, OutcomesRow } from "../rows.ts";
import type { Interval } from "../window.ts";

/** Runs by the outcome of their average score, items by the counts stored with their runs. */
export async function outcomes(em: Em, interval: Interval): Promise<OutcomesRow> {
  const row = await completedRuns(em, interval)
    .select([...runOutcomes, ...itemOutcomes])
    .execute("get", false);
  return OutcomesRow.parse(row);
}

/** Scored runs per bin of their average score; bins without any have no row. */
export async function histogram(em: Em, interval: Interval): Promise<BinRow[]> {
  const starts = histogramBins.map(({ from }) => from);
  const rows = await completedRuns(em, interval)
    .select([scoreBin(starts), runs])
    .andWhere({ averageScore: { $ne: null } })
    .groupBy(bin)
    .execute("all", false);
  return BinRow.array().parse(rows);
}
