import { RunResult, type Em } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";

const Facts = z.object({
  averageScore: z.number().nullable(),
  totalItems: z.int(),
  perfectItems: z.int(),
  partialItems: z.int(),
  failedItems: z.int(),
  erroredItems: z.int(),
  latencyMs: z.number().nullable(),
  inputTokens: z.coerce.number().nullable(),
  outputTokens: z.coerce.number().nullable(),
  costUsd: z.number().nullable(),
});

/** What a run stores at completion: means and sums over the values that are known, null where none is. */
export type Facts = z.infer<typeof Facts>;

/** Computes a run's facts from its stored results, in the database. Latency in ms, cost in US dollars. */
export async function factsOf(em: Em, runId: string): Promise<Facts> {
  const row = await em
    .qb(RunResult, "r")
    .select([
      sql`avg(r.score)`.as("averageScore"),
      sql`count(*)::int`.as("totalItems"),
      sql`(count(*) filter (where r.score = 1))::int`.as("perfectItems"),
      sql`(count(*) filter (where r.score > 0 and r.score < 1))::int`.as("partialItems"),
      sql`(count(*) filter (where r.score = 0))::int`.as("failedItems"),
      sql`(count(*) filter (where r.score is null))::int`.as("erroredItems"),
      sql`avg(r.latency_ms)`.as("latencyMs"),
      sql`sum(r.input_tokens)::bigint`.as("inputTokens"),
      sql`sum(r.output_tokens)::bigint`.as("outputTokens"),
      sql`sum(r.cost_usd)`.as("costUsd"),
    ])
    .where({ run: runId })
    .execute<unknown>("get", false);
  return Facts.parse(row);
}
