import { Dataset } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import {
  datasetId,
  firstColumn,
  modelId,
  noRuns,
  OutcomesRow,
  ScoreRow,
  SummaryRow,
  timeBucket,
} from "./columns.ts";
import { type Counted, scopeOf } from "./rows.ts";

/** The figures and outcomes of the whole window, and of the one before it; null for `all`. */
interface WindowSummary {
  readonly current: OutcomesRow;
  readonly previous: OutcomesRow | null;
}

const ComparedRow = OutcomesRow.extend({ isCurrent: z.boolean() });

export async function summary({ current, compared, columns }: Counted): Promise<WindowSummary> {
  if (!compared) {
    const row = await current("board").select(columns.outcomes).execute("get", false);
    return { current: OutcomesRow.parse(row), previous: null };
  }
  const query = compared
    .rows("board")
    .select([compared.isCurrent.as("isCurrent"), columns.outcomes])
    .groupBy(firstColumn);
  const rows = ComparedRow.array().parse(await query.execute("all", false));
  const rowOf = (which: boolean) => rows.find(({ isCurrent }) => isCurrent === which) ?? noRuns;
  return { current: rowOf(true), previous: rowOf(false) };
}

/** `bucket` counts from 1; those without runs have no row. */
const BucketRow = SummaryRow.extend({ bucket: z.int() });
export type BucketRow = z.infer<typeof BucketRow>;

/** The figures of each bucket. */
export async function overTime({ byBucket, window, columns }: Counted): Promise<BucketRow[]> {
  const rows = await byBucket("board")
    .select([timeBucket(window.edges, columns.at), columns.figures])
    .groupBy(firstColumn)
    .execute("all", false);
  return BucketRow.array().parse(rows);
}

const ModelRow = SummaryRow.extend({ id: z.uuid(), provider: z.string(), name: z.string() });
export type ModelRow = z.infer<typeof ModelRow>;

/** Every model with a run in the window, in no order: SQL knows no t quantile to rank them by. */
export async function models({ current, columns }: Counted): Promise<ModelRow[]> {
  const rows = await current("model")
    .join("counted.model", "model_name")
    .join("model_name.canonical", "model")
    .select(["model.id", "model.provider", "model.name", columns.figures])
    .groupBy("model.id")
    .execute("all", false);
  return ModelRow.array().parse(rows);
}

/** `models` is how many models ran it. */
const DatasetRow = SummaryRow.extend({ id: z.uuid(), name: z.string(), models: z.int() });
export type DatasetRow = z.infer<typeof DatasetRow>;

/** Every dataset with a run in the window, in no order. */
export async function datasets(counted: Counted): Promise<DatasetRow[]> {
  const isCoarse = counted.kind === "facts" && scopeOf("dataset", counted.where) === "dataset";
  return DatasetRow.array().parse(await (isCoarse ? datasetsOfFacts(counted) : datasetsOf(counted)));
}

const modelsOfRows = sql`count(distinct model_name.canonical_id)::int`.as("models");

function datasetsOf({ current, columns }: Counted): Promise<unknown> {
  return current("stratum")
    .join("counted.dataset", "dataset_name")
    .join("counted.model", "model_name")
    .join("dataset_name.canonical", "dataset")
    .select(["dataset.id", "dataset.name", modelsOfRows, columns.figures])
    .groupBy("dataset.id")
    .execute("all", false);
}

/** Of pairs of recorded names: by dataset, how many models ran it. */
const modelsOfPairs = [
  sql`dataset_name.canonical_id`.as("id"),
  sql`count(distinct model_name.canonical_id)::int`.as("models"),
] as const;
const recordedPair = [sql`counted.dataset_id`, sql`counted.model_id`] as const;
const pairIds = [sql`dataset_name.canonical_id`, sql`model_name.canonical_id`] as const;
const ofDataset = (alias: string) => ({ [`${alias}.id`]: sql`dataset.id` });

/** Only strata know which models ran a dataset: they are many, so nothing else is read of them. */
function datasetsOfFacts({ em, entity, current, columns }: Counted): Promise<unknown> {
  // Rows are many and pairs few: what their names stand for is looked up of these.
  const pairs = current("stratum")
    .select([...recordedPair])
    .groupBy([...recordedPair]);
  const ran = em
    .createQueryBuilder(entity, "counted")
    .from(pairs, "counted")
    .join("counted.dataset", "dataset_name")
    .join("counted.model", "model_name")
    .select([...modelsOfPairs])
    .groupBy(firstColumn);
  const summed = current("dataset")
    .join("counted.dataset", "dataset_name")
    .select([sql`dataset_name.canonical_id`.as("id"), columns.figures])
    .groupBy(firstColumn);
  return em
    .createQueryBuilder(Dataset, "dataset")
    .innerJoin(summed, "summed", ofDataset("summed"))
    .innerJoin(ran, "ran", ofDataset("ran"))
    .select([sql`summed.*`, "dataset.name", sql`ran.models`.as("models")])
    .execute("all", false);
}

const PromptVersionRow = SummaryRow.extend({
  id: z.uuid(),
  number: z.int(),
  promptId: z.uuid(),
  promptName: z.string(),
});
export type PromptVersionRow = z.infer<typeof PromptVersionRow>;

const ofPrompt = [sql`prompt.id`.as("promptId"), sql`prompt.name`.as("promptName")] as const;

/** Every prompt version with a run in the window, in no order. */
export async function promptVersions({ current, columns }: Counted): Promise<PromptVersionRow[]> {
  const rows = await current("stratum")
    .join("counted.promptVersion", "version_name")
    .join("version_name.canonical", "version")
    .join("version.prompt", "prompt_name")
    .join("prompt_name.canonical", "prompt")
    .select(["version.id", "version.number", ...ofPrompt, columns.figures])
    .groupBy(["version.id", "prompt.id"])
    .execute("all", false);
  return PromptVersionRow.array().parse(rows);
}

export const CellRow = ScoreRow.extend({ modelId: z.uuid(), datasetId: z.uuid() });
export type CellRow = z.infer<typeof CellRow>;

/** Every pair of these models and datasets that has a run in the window. */
export async function cells(
  { current, columns }: Counted,
  modelIds: readonly string[],
  datasetIds: readonly string[],
): Promise<CellRow[]> {
  const rows = await current("stratum")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([modelId, datasetId, columns.scores])
    .andWhere({ model: { canonical: { $in: modelIds } }, dataset: { canonical: { $in: datasetIds } } })
    .groupBy([...pairIds])
    .execute("all", false);
  return CellRow.array().parse(rows);
}
