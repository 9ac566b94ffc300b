import type { Em } from "@evalboard/db";
import { completedRuns } from "./completed-runs.ts";
import { bucket, runs, timeBucket } from "./fragments.ts";
import { RunsRow } from "../rows.ts";
import type { Window } from "../window.ts";

/** Runs per bucket; buckets without any have no row. */
export async function runsOverTime(em: Em, window: Window): Promise<RunsRow[]> {
  const rows = await completedRuns(em, window)
    .select([timeBucket(window.edges), runs])
    .groupBy(bucket)
    .execute("all", false);
  return RunsRow.array().parse(rows);
}
