import { type Em, RunResult } from "@evalboard/db";
import { binsOfSpread } from "@evalboard/facts";
import { LatencyBinsRow } from "../rows.ts";
import type { Window } from "../window.ts";
import { completedIn } from "./completed-runs.ts";
import { bin, bucket, latencyBin, tally, spreadBucket, timeBucket } from "./fragments.ts";

/** Results with a measured latency, by bucket and in the bins of the facts; buckets without any have no row. */
export async function latencies(em: Em, window: Window): Promise<LatencyBinsRow[]> {
  const spread = em
    .createQueryBuilder(RunResult, "result")
    .join("result.run", "run")
    .select([timeBucket(window.edges), latencyBin, tally])
    .where({ run: completedIn(window), latencyMs: { $ne: null } })
    .groupBy([bucket, bin]);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(spread, "spread")
    .select([spreadBucket, binsOfSpread])
    .groupBy(bucket)
    .execute("all", false);
  return LatencyBinsRow.array().parse(rows);
}
