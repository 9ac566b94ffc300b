import { type Em, type FactGeneration, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import type { CompletedRun } from "./placed-runs.ts";

const Rows = z.array(z.object({ id: z.uuid(), completedMs: z.number(), totalItems: z.int() }));

/** What one step of building may take on: completions wait for its end, and results are counted one by one. */
const [RUNS_A_STEP, RESULTS_A_STEP] = [2_000, 100_000];

/** The completed runs that come next in the order of completion, at least one where there is any. */
export async function nextRuns(
  em: Em,
  { scannedAt, scannedId }: Pick<FactGeneration, "scannedAt" | "scannedId">,
): Promise<CompletedRun[]> {
  const next = em
    .createQueryBuilder(Run, "run")
    .select([
      "id",
      sql`run.total_items`.as("totalItems"),
      sql`(extract(epoch from run.completed_at) * 1000)::float8`.as("completedMs"),
    ])
    .where({ status: "completed" })
    .orderBy({ completedAt: "asc", id: "asc" })
    .limit(RUNS_A_STEP);
  if (scannedAt && scannedId) {
    next.andWhere(sql`(run.completed_at, run.id) > (${scannedAt}, ${scannedId})`);
  }
  const rows = Rows.parse(await next.execute("all", false));
  let results = 0;
  const isTooMany = rows.findIndex(({ totalItems }) => (results += totalItems) > RESULTS_A_STEP);
  return rows
    .slice(0, isTooMany === -1 ? rows.length : Math.max(1, isTooMany))
    .map(({ id, completedMs }) => ({ id, completedAt: new Date(completedMs) }));
}
