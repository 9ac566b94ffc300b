import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { datasetId, modelId, promptVersionId } from "./columns.ts";
import type { Counted, Subject } from "./rows.ts";
import { CellRow } from "./sums.ts";

/** The runs of one prompt version with one model on one dataset. */
const StratumRow = CellRow.extend({ promptVersionId: z.uuid() });
export type StratumRow = z.infer<typeof StratumRow>;

const ids = [promptVersionId, modelId, datasetId] as const;
const keys = ["counted.promptVersion", "counted.model", "counted.dataset"] as const;

/** Every stratum with a run in the window. */
export async function strata({ current, columns }: Counted, subject: Subject): Promise<StratumRow[]> {
  const rows = await current("stratum", subject)
    .select([...ids, ...columns.scores])
    .groupBy(keys)
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Of a grouped row: 1 of its prompt's newest version among the rows, 2 of the one before; `version` is the row's. */
const versionRank = sql`dense_rank() over (partition by version.prompt_id order by version.number desc)`;

/** Those of each prompt's two newest versions: others may be as many as the runs. */
export async function newestStrata({ em, entity, current, columns }: Counted): Promise<StratumRow[]> {
  const ranked = current("stratum")
    .join("counted.promptVersion", "version")
    .select([...ids, ...columns.scores, versionRank.as("versionRank")])
    .groupBy([...keys, "version.id"]);
  const rows = await em
    .createQueryBuilder(entity)
    .from(ranked, "ranked")
    .select(sql`ranked.*`)
    .where(sql`ranked."versionRank" <= 2`)
    .execute("all", false);
  return StratumRow.array().parse(rows);
}
