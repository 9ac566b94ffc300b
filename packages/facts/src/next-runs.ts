import { type Em, type FactGeneration, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import type { CompletedRun } from "./placed-runs.ts";

const Rows = z.array(z.object({ id: z.uuid(), completedMs: z.number(), totalItems: z.int() }));

/** What one step of building may take on: completions wait for its end, and results are counted one by one. */
export interface StepLimits {
  readonly runs: number;
  readonly results: number;
}

/** The completed runs that come next in the order of completion, at least one where there is any. */
export async function nextRuns(
  em: Em,
  { scannedAt, scannedId }: Pick<FactGeneration, "scannedAt" | "scannedId">,
  limits: StepLimits,
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
    .limit(limits.runs);
  if (scannedAt && scannedId) {
    next.andWhere(sql`(run.completed_at, run.id) > (${scannedAt}, ${scannedId})`);
  }
  const rows = Rows.parse(await next.execute("all", false));
  let results = 0;
  const tooMany = rows.findIndex(({ totalItems }) => (results += totalItems) > limits.results);
  return rows
    .slice(0, tooMany === -1 ? rows.length : Math.max(1, tooMany))
    .map(({ id, completedMs }) => ({ id, completedAt: new Date(completedMs) }));
}
