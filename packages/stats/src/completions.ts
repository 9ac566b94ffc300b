import { Run, type Em } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { CompletionsRow } from "./rows.ts";

/** When the first and the last run of all completed. */
export interface Completions {
  readonly first: Date;
  readonly last: Date;
}

/** Read from the two ends of an index; null on a board without completed runs. */
export async function completionsOf(em: Em): Promise<Completions | null> {
  const row = await em
    .createQueryBuilder(Run, "run")
    .select([
      sql`(extract(epoch from min(run.completed_at)) * 1000)::float8`.as("firstMs"),
      sql`(extract(epoch from max(run.completed_at)) * 1000)::float8`.as("lastMs"),
    ])
    .where({ status: "completed" })
    .execute("get", false);
  const { firstMs, lastMs } = CompletionsRow.parse(row);
  return firstMs === null || lastMs === null ? null : { first: new Date(firstMs), last: new Date(lastMs) };
}
