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
    .select([...ids, ...columns.scores])
    .groupBy([...keys])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Of a grouped row: 1 of its prompt's newest version among the rows, 2 of the one before; `version_name` is the row's. */
const versionRank = sql`dense_rank() over (partition by prompt_name.canonical_id order by version_name.number desc)`;

/** Those of each prompt's two newest versions: others may be as many as the runs. */
export async function newestStrata({ em, entity, current, columns }: Counted): Promise<SampleStratum[]> {
  const ranked = current("stratum")
    .join("counted.promptVersion", "version_name")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .join("version_name.prompt", "prompt_name")
    .select([...ids, ...columns.samples, versionRank.as("versionRank")])
    .groupBy([...keys, sql`version_name.number`, sql`prompt_name.canonical_id`]);
  const rows = await em
    .createQueryBuilder(entity)
    .from(ranked, "ranked")
    .select(sql`ranked.*`)
    .where(sql`ranked."versionRank" <= 2`)
    .execute("all", false);
  return SampleStratum.array().parse(rows);
}
