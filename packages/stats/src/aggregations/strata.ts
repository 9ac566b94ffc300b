import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { datasetId, modelId, promptVersionId, SampleRow, sampleOfSums, sampleSums } from "./columns.ts";
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
  const rows = await named(current("stratum"))
    .select([...ids, columns.scores])
    .execute("all", false);
  return StratumRow.array().parse(rows);
}

/** Those of each prompt's two newest versions there. */
export async function newestStrata(counted: Counted): Promise<SampleStratum[]> {
  const ofFacts = counted.kind === "facts";
  // Facts are many of a stratum: what names stand for is looked up of their sums, which are few.
  const rows = await named(ofFacts ? newestOf(counted, recorded, sampleSums) : newestRuns(counted))
    .select([...ids, ofFacts ? sampleOfSums : counted.columns.samples])
    .execute("all", false);
  return SampleStratum.array().parse(rows);
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

const version = sql`counted.prompt_version_id`;
const recorded = [version, sql`counted.model_id`, sql`counted.dataset_id`] as const;

/** Versions may be as many as the runs: only of these any are summed. */
function newestRuns(counted: Counted): Rows {
  const newest = newestOf(counted, [version], []).select(version);
  return counted.current("stratum").andWhere({ promptVersion: { $in: newest } });
}

/** The place of a row's version among those of its prompt: 1 of the newest one. */
const rank = sql`dense_rank() over (partition by prompt_name.canonical_id order by version_name.number desc)`;

type Fragments = readonly RawQueryFragment[];

/** Sums of the window's rows by their version and more, those of each prompt's two newest versions. */
function newestOf({ em, entity, current }: Counted, by: Fragments, sums: Fragments): Rows {
  const rows = current("stratum")
    .select([...by, ...sums])
    .groupBy([...by]);
  const ranked = em
    .createQueryBuilder(entity, "counted")
    .from(rows, "counted")
    .join("counted.promptVersion", "version_name")
    .join("version_name.prompt", "prompt_name")
    .select([sql`counted.*`, rank.as("rank")]);
  return em
    .createQueryBuilder(entity, "counted")
    .from(ranked, "counted")
    .where(sql`counted.rank <= 2`);
}
