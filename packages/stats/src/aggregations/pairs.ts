import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { datasetId, modelId, PairFigures } from "./columns.ts";
import { keptOfDatasets } from "./kept-figures.ts";
import type { Counted } from "./rows.ts";

/** The runs of one model on one dataset, in the window or in the one before. */
const PairRow = PairFigures.extend({
  isCurrent: z.boolean(),
  modelId: z.uuid(),
  provider: z.string(),
  model: z.string(),
  datasetId: z.uuid(),
  dataset: z.string(),
});
export type PairRow = z.infer<typeof PairRow>;

const named = [
  sql`model.id`.as("modelId"),
  sql`model.provider`.as("provider"),
  sql`model.name`.as("model"),
  sql`dataset.id`.as("datasetId"),
  sql`dataset.name`.as("dataset"),
] as const;

/** Every pair of a model and a dataset with a run in either window, by what the names stand for, in no order. */
export async function pairs(counted: Counted): Promise<PairRow[]> {
  const { rows, isCurrent } = inEitherWindow(counted);
  const found = await rows
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .join("model_name.canonical", "model")
    .join("dataset_name.canonical", "dataset")
    .select([isCurrent.as("isCurrent"), ...named, counted.columns.pairs])
    .groupBy(sql`1, model.id, dataset.id`)
    .execute("all", false);
  return PairRow.array().parse(found);
}

/** The strata of the window and of the one before it, where there is one; what tells of which a row is. */
export function inEitherWindow({ current, compared }: Counted): {
  rows: ReturnType<Counted["current"]>;
  isCurrent: RawQueryFragment;
} {
  return compared
    ? { rows: compared.rows("stratum"), isCurrent: compared.isCurrent }
    : { rows: current("stratum"), isCurrent: sql`true` };
}

const PairHistoryRow = z.object({
  modelId: z.uuid(),
  datasetId: z.uuid(),
  runSquares: z.number(),
  runFreedom: z.number(),
});
export type PairHistoryRow = z.infer<typeof PairHistoryRow>;

/** By pair, of all time: the squares of the runs' scores about the mean of their prompt version, with their degrees of freedom. */
export async function pairHistories(counted: Counted): Promise<PairHistoryRow[]> {
  const { kind, memory, where } = counted;
  // Facts do not know the labels and tags of runs, and these change without them.
  if (kind === "runs" || !memory?.kept) return readHistories(counted, null);
  const keys = [...(await memory.stamps())].map(([id, stamp]) => {
    return [id, [memory.generation.id, id, stamp, JSON.stringify(where)].join(" ")] as const;
  });
  return keptOfDatasets(memory.kept.pairHistories, new Map(keys), (ids) => readHistories(counted, ids));
}

/** Of these datasets, or of all. */
async function readHistories(
  { em, entity, always, columns }: Counted,
  datasetIds: readonly string[] | null,
): Promise<PairHistoryRow[]> {
  const strata = always("stratum")
    .join("counted.promptVersion", "version_name")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([modelId, datasetId, columns.samples])
    .groupBy(sql`version_name.canonical_id, 1, 2`);
  if (datasetIds) strata.andWhere(sql`dataset_name.canonical_id = any(${`{${datasetIds.join()}}`}::uuid[])`);
  const [runs, variance] = [sql.ref("stratum.scoredRuns"), sql.ref("stratum.scoreVariance")];
  const rows = await em
    .createQueryBuilder(entity, "counted")
    .from(strata, "stratum")
    .select([
      sql.ref("stratum.modelId"),
      sql.ref("stratum.datasetId"),
      sql`sum((${runs} - 1) * ${variance})::float8`.as("runSquares"),
      sql`sum(${runs} - 1)::float8`.as("runFreedom"),
    ])
    .where(sql`${runs} > 1`)
    .groupBy(sql`1, 2`)
    .execute<unknown>("all", false);
  return PairHistoryRow.array().parse(rows);
}
