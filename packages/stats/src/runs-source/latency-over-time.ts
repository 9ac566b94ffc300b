import type { Em } from "@evalboard/db";
import { completedRuns } from "./completed-runs.ts";
import { bucket, latencyFigures, timeBucket } from "./fragments.ts";
import { LatencyRow } from "../rows.ts";
import type { Window } from "../window.ts";

/** Latency of the runs per bucket, ms; buckets without runs have no row. */
export async function latencyOverTime(em: Em, window: Window): Promise<LatencyRow[]> {
  const rows = await completedRuns(em, window)
    .select([timeBucket(window.edges), ...latencyFigures])
    .groupBy(bucket)
    .execute("all", false);
  return LatencyRow.array().parse(rows);
}
