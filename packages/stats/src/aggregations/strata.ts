import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { datasetId, modelId, promptVersionId, ScoreRow } from "./columns.ts";
import type { Counted } from "./rows.ts";

/** The runs of one prompt version with one model on one dataset. */
const StratumRow = ScoreRow.extend({ promptVersionId: z.uuid(), modelId: z.uuid(), datasetId: z.uuid() });
export type StratumRow = z.infer<typeof StratumRow>;

const ids = [promptVersionId, modelId, datasetId] as const;
const keys = [
  sql`version_name.canonical_id`,
  sql`model_name.canonical_id`,
  sql`dataset_name.canonical_id`,
] as const;

/** Every stratum with a run in the window. */
export async function strata({ current, columns }: Counted): Promise<StratumRow[]> {
  const rows = await named(current("stratum"))
    .select([...ids, columns.scores])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

type Rows = ReturnType<Counted["current"]>;

/** By what the names stand for that runs were recorded with. */
function named(rows: Rows) {
  return rows
    .join("counted.promptVersion", "version_name")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .groupBy([...keys]);
}

const NewestVersion = z.object({ promptId: z.uuid(), number: z.int() });

/** The newest version of each prompt that was run in the window. */
export async function newestVersions({
  em,
  entity,
  current,
}: Counted): Promise<z.infer<typeof NewestVersion>[]> {
  // Rows are many of a version: what its name stands for is looked up once.
  const versions = current("stratum").select(sql`distinct counted.prompt_version_id`);
  const rows = await em
    .createQueryBuilder(entity, "counted")
    .from(versions, "counted")
    .join("counted.promptVersion", "version_name")
    .join("version_name.prompt", "prompt_name")
    .select([sql`prompt_name.canonical_id`.as("promptId"), sql`max(version_name.number)`.as("number")])
    .groupBy(sql`prompt_name.canonical_id`)
    .execute("all", false);
  return NewestVersion.array().parse(rows);
}
