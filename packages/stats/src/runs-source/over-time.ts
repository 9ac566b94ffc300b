import type { Em } from "@evalboard/db";
import type { Subject } from "../figure-source.ts";
import { BucketRow } from "../rows.ts";
import type { Window } from "../window.ts";
import { completedRuns } from "./completed-runs.ts";
import { bucket, figures, timeBucket } from "./fragments.ts";

/** The figures of each bucket; buckets without runs have no row. */
export async function overTime(em: Em, window: Window, subject?: Subject): Promise<BucketRow[]> {
  const rows = await completedRuns(em, window, subject)
    .select([timeBucket(window.edges), ...figures])
    .groupBy(bucket)
    .execute("all", false);
  return BucketRow.array().parse(rows);
}
