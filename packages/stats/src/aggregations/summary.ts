import type { Em } from "@evalboard/db";
import { completedRuns } from "../completed-runs.ts";
import { effortFigures, itemFigures, runs, scoreFigures } from "../fragments.ts";
import { SummaryRow } from "../rows.ts";
import type { Interval } from "../window.ts";

/** The figures of a whole interval. */
export async function summary(em: Em, interval: Interval): Promise<SummaryRow> {
  const row = await completedRuns(em, interval)
    .select([runs, ...scoreFigures, ...itemFigures, ...effortFigures])
    .execute("get", false);
  return SummaryRow.parse(row);
}
