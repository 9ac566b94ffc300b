import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { SummaryRow } from "../rows.ts";
import type { Interval } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { figures } from "./fragments.ts";

/** The figures of a whole interval. */
export async function summary(em: Em, interval: Interval, subject?: Subject): Promise<SummaryRow> {
  const row = await completedRuns(em, interval, subject).select(figures).execute("get", false);
  return SummaryRow.parse(row);
}
