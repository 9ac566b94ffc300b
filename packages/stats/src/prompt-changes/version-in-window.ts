import { PromptVersion, type Em } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { VersionRow, type StratumRow } from "../rows.ts";

/** A prompt version that was run in a window, with its strata there. */
export interface VersionInWindow extends VersionRow {
  readonly strata: readonly StratumRow[];
}

/** The versions that these strata are of, in no order. */
export async function versionsInWindow(em: Em, strata: readonly StratumRow[]): Promise<VersionInWindow[]> {
  const byVersion = Map.groupBy(strata, ({ promptVersionId }) => promptVersionId);
  // One parameter: a prompt that holds a date has as many versions as runs, and a statement takes 65 535.
  const ids = `{${[...byVersion.keys()].join()}}`;
  const rows = await em
    .createQueryBuilder(PromptVersion, "version")
    .join("version.prompt", "prompt")
    .select(columns)
    .where(sql`version.id = any(${ids}::uuid[])`)
    .execute("all", false);
  return VersionRow.array()
    .parse(rows)
    .map((row) => Object.assign(row, { strata: byVersion.get(row.promptVersionId) ?? [] }));
}

const columns = [
  sql`version.id`.as("promptVersionId"),
  sql`version.number`.as("number"),
  sql`(extract(epoch from version.created_at) * 1000)::float8`.as("createdMs"),
  sql`prompt.id`.as("promptId"),
  sql`prompt.name`.as("promptName"),
] as const;
