import { type RawQueryFragment, sql } from "@mikro-orm/core";

// What SQL has and the query builder has no method for, beside the figures that facts give themselves. The columns are
// those of `fact`, the alias that they have.

export const modelId = sql`fact.model_id`.as("modelId");
export const datasetId = sql`fact.dataset_id`.as("datasetId");
export const promptVersionId = sql`fact.prompt_version_id`.as("promptVersionId");
/** `prompt` is the alias of the version's prompt. */
export const promptId = sql`prompt.id`.as("promptId");
export const promptName = sql`prompt.name`.as("promptName");

export const models = sql`count(distinct fact.model_id)::int`.as("models");

/** Of `pair`, rows of `datasetId` and `modelId`: by dataset, how many models ran it. */
export const datasetOfPair = sql`pair."datasetId"`.as("id");
export const modelsOfPairs = sql`count(*)::int`.as("models");
/** `ran` is the alias of the counted pairs. */
export const ranModels = sql`ran.models`.as("models");
export const ofDataset = { "ran.id": sql`fact.dataset_id` };

/** Which bucket a row is of, 1 the first: its own bucket begins there or later. */
export function timeBucket(edges: readonly Date[]): RawQueryFragment<"bucket"> {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(fact.bucket, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}
/** Grouping is by the selected column's place: its alias means the row's own bucket there. */
export const firstColumn = sql`1`;
