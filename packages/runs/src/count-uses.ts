import { CATALOGUE_RUNS } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";

/** How many of the latest completed runs use what, by id, or by the label itself. */
export interface Uses {
  readonly model: ReadonlyMap<string, number>;
  readonly dataset: ReadonlyMap<string, number>;
  readonly prompt: ReadonlyMap<string, number>;
  readonly promptVersion: ReadonlyMap<string, number>;
  readonly label: ReadonlyMap<string, number>;
}

const Key = z.string().nullable();
const UseRow = z.object({
  model: Key,
  dataset: Key,
  prompt: Key,
  promptVersion: Key,
  label: Key,
  runs: z.int(),
});
type UseRow = z.infer<typeof UseRow>;

const eachAlone = sql`grouping sets
  ((used.model_id), (used.dataset_id), (version.prompt_id), (used.prompt_version_id), (used.label))`;

/** Counts the uses of everything by the latest `CATALOGUE_RUNS` completed runs, in one pass. */
export async function countUses(em: Em): Promise<Uses> {
  const latest = em
    .createQueryBuilder(Run, "run")
    .select(["run.model", "run.dataset", "run.promptVersion", "run.label"])
    .where({ status: "completed" })
    .orderBy({ completedAt: "desc" })
    .limit(CATALOGUE_RUNS);
  const rows = await em
    .createQueryBuilder(Run, "used")
    .from(latest, "used")
    .join("used.promptVersion", "version")
    .select([
      sql`used.model_id`.as("model"),
      sql`used.dataset_id`.as("dataset"),
      sql`version.prompt_id`.as("prompt"),
      sql`used.prompt_version_id`.as("promptVersion"),
      sql`used.label`.as("label"),
      sql`count(*)::int`.as("runs"),
    ])
    .groupBy(eachAlone)
    .execute("all", false);
  const parsed = UseRow.array().parse(rows);
  const by = (key: Exclude<keyof UseRow, "runs">) =>
    new Map(parsed.flatMap((row) => (row[key] === null ? [] : [[row[key], row.runs] as const])));
  return {
    model: by("model"),
    dataset: by("dataset"),
    prompt: by("prompt"),
    promptVersion: by("promptVersion"),
    label: by("label"),
  };
}
