import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { datasetId, modelId, promptVersionId, SampleRow } from "./columns.ts";
import type { Counted } from "./rows.ts";
import { CellRow } from "./sums.ts";

/** The runs of one prompt version with one model on one dataset. */
const StratumRow = CellRow.extend({ promptVersionId: z.uuid() });
export type StratumRow = z.infer<typeof StratumRow>;

/** The same without its passes. */
const SampleStratum = SampleRow.extend({ promptVersionId: z.uuid(), modelId: z.uuid(), datasetId: z.uuid() });
export type SampleStratum = z.infer<typeof SampleStratum>;

const ids = [promptVersionId, modelId, datasetId] as const;
const keys = [
  sql`version_name.canonical_id`,
  sql`model_name.canonical_id`,
  sql`dataset_name.canonical_id`,
] as const;

/** Every stratum with a run in the window. */
export async function strata({ current, columns }: Counted): Promise<StratumRow[]> {
  const rows = await current("stratum")
    .join("counted.promptVersion", "version_name")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([...ids, columns.scores])
    .groupBy([...keys])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Those of each prompt's two newest versions: all may be as many as the runs, so only of these anything is summed. */
export async function newestStrata(counted: Counted): Promise<SampleStratum[]> {
  const rows = await counted
    .current("stratum")
    .innerJoin(newestVersions(counted), "version_name", isRecorded)
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([...ids, counted.columns.samples])
    .groupBy([...keys])
    .execute("all", false);
  return SampleStratum.array().parse(rows);
}

const isRecorded = { "version_name.id": sql`counted.prompt_version_id` };

/** A recorded version, what it stands for, and its place among its prompt's versions: 1 of the newest one. */
const rankedVersion = [
  sql`version_name.id`.as("id"),
  sql`version_name.canonical_id`.as("canonical_id"),
  sql`dense_rank() over (partition by prompt_name.canonical_id order by version_name.number desc)`.as("rank"),
] as const;

function newestVersions({ em, entity, current }: Counted) {
  const version = sql`counted.prompt_version_id`;
  // Rows are many and versions few: what these are of is looked up of them.
  const ran = current("stratum").select(version).groupBy(version);
  const ranked = em
    .createQueryBuilder(entity, "ran")
    .from(ran, "ran")
    .join("ran.promptVersion", "version_name")
    .join("version_name.prompt", "prompt_name")
    .select([...rankedVersion]);
  return em
    .createQueryBuilder(entity)
    .from(ranked, "ranked")
    .select([sql`ranked.id`, sql`ranked.canonical_id`])
    .where(sql`ranked.rank <= 2`);
}
