import { sql } from "@mikro-orm/core";
import { z } from "zod";
import {
  datasetId,
  firstColumn,
  isOneOfModels,
  modelId,
  noRuns,
  OutcomesRow,
  PointRow,
  ScoreRow,
  SummaryRow,
  timeBucket,
} from "./columns.ts";
import type { Counted } from "./rows.ts";

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

const BucketPartRow = ScoreRow.extend({ bucket: z.int(), datasetId: z.uuid() });
export type BucketPartRow = z.infer<typeof BucketPartRow>;

/** How the runs on each dataset scored in each bucket. */
export async function overTimeByDataset({ byBucket, window, columns }: Counted): Promise<BucketPartRow[]> {
  const rows = await byBucket("dataset")
    .join("counted.dataset", "dataset_name")
    .select([timeBucket(window.edges, columns.at), datasetId, columns.scores])
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return BucketPartRow.array().parse(rows);
}

const BucketOfModelRow = BucketRow.extend({ modelId: z.uuid() });
export type BucketOfModelRow = z.infer<typeof BucketOfModelRow>;

/** The figures of each of these models in each bucket. */
export async function overTimeByModel(
  { byBucket, window, columns }: Counted,
  modelIds: readonly string[],
): Promise<BucketOfModelRow[]> {
  if (modelIds.length === 0) return [];
  const rows = await byBucket("model")
    .join("counted.model", "model_name")
    .select([timeBucket(window.edges, columns.at), modelId, columns.figures])
    .andWhere(isOneOfModels(modelIds))
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return BucketOfModelRow.array().parse(rows);
}

const ScoredBucketRow = PointRow.extend({ bucket: z.int(), modelId: z.uuid(), datasetId: z.uuid() });
export type ScoredBucketRow = z.infer<typeof ScoredBucketRow>;

/** How the runs of each of these models on each dataset scored in each bucket. */
export async function scoresOverTime(
  { byBucket, window, columns }: Counted,
  modelIds: readonly string[],
): Promise<ScoredBucketRow[]> {
  if (modelIds.length === 0) return [];
  const rows = await byBucket("stratum")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([timeBucket(window.edges, columns.at), modelId, datasetId, columns.points])
    .andWhere(isOneOfModels(modelIds))
    .groupBy(sql`1, 2, 3`)
    .execute("all", false);
  return ScoredBucketRow.array().parse(rows);
}

const ModelRow = SummaryRow.extend({ id: z.uuid(), provider: z.string(), name: z.string() });
export type ModelRow = z.infer<typeof ModelRow>;

/** Every model with a run in the window, in no order: what they are ranked by SQL does not know. */
export async function models({ current, columns }: Counted): Promise<ModelRow[]> {
  const rows = await current("model")
    .join("counted.model", "model_name")
    .join("model_name.canonical", "model")
    .select(["model.id", "model.provider", "model.name", columns.figures])
    .groupBy("model.id")
    .execute("all", false);
  return ModelRow.array().parse(rows);
}

const DatasetRow = SummaryRow.extend({ id: z.uuid(), name: z.string() });
export type DatasetRow = z.infer<typeof DatasetRow>;

/** Every dataset with a run in the window, in no order. */
export async function datasets({ current, columns }: Counted): Promise<DatasetRow[]> {
  const rows = await current("dataset")
    .join("counted.dataset", "dataset_name")
    .join("dataset_name.canonical", "dataset")
    .select(["dataset.id", "dataset.name", columns.figures])
    .groupBy("dataset.id")
    .execute("all", false);
  return DatasetRow.array().parse(rows);
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
