import type { Sample } from "@evalboard/inference";
import type { StratumRow } from "../rows.ts";
import { settled } from "./settled.ts";

/** The columns of a row that say how its runs scored. */
export type ScoreRow = Pick<
  StratumRow,
  "scoredRuns" | "averageScore" | "scoreVariance" | "items" | "erroredItems"
>;

/** The scored runs of a row in figures; null where there are none. */
export function sampleOf(row: ScoreRow): Sample | null {
  if (row.averageScore === null) return null;
  return {
    n: row.scoredRuns,
    mean: settled(row.averageScore),
    // Runs that scored alike have none, though the database may be left with a crumb of 1e-33.
    variance: row.scoreVariance === null ? null : Number(row.scoreVariance.toFixed(15)),
    items: row.items - row.erroredItems,
  };
}
