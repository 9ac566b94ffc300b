import { latencyBin as binOfLatency } from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

// What SQL has and the query builder has no method for, each named once. The columns are those of
// `run`, the alias that `completedRuns` gives. Casts end what differs between drivers: bigints come as
// text from one of them, so counts become int and sums of counts float8, exact up to 2^53.

export const runs = sql`count(*)::int`.as("runs");
export const models = sql`count(distinct run.model_id)::int`.as("models");

export const modelId = sql`run.model_id`.as("modelId");
export const datasetId = sql`run.dataset_id`.as("datasetId");
export const promptVersionId = sql`run.prompt_version_id`.as("promptVersionId");
/** `prompt` is the alias of the version's prompt. */
export const promptId = sql`prompt.id`.as("promptId");
export const promptName = sql`prompt.name`.as("promptName");

const scoredRuns = sql`count(run.average_score)::int`.as("scoredRuns");
const averageScore = sql`avg(run.average_score)`.as("averageScore");
/** Null below two scored runs. */
const scoreVariance = sql`var_samp(run.average_score)`.as("scoreVariance");
export const scoreFigures = [scoredRuns, averageScore, scoreVariance] as const;

const items = sql`coalesce(sum(run.total_items), 0)::float8`.as("items");
const perfectItems = sql`coalesce(sum(run.perfect_items), 0)::float8`.as("perfectItems");
const partialItems = sql`coalesce(sum(run.partial_items), 0)::float8`.as("partialItems");
const failedItems = sql`coalesce(sum(run.failed_items), 0)::float8`.as("failedItems");
const erroredItems = sql`coalesce(sum(run.errored_items), 0)::float8`.as("erroredItems");
export const itemFigures = [items, failedItems, erroredItems] as const;
export const itemOutcomes = [perfectItems, partialItems, failedItems, erroredItems] as const;

const measuredRuns = sql`count(run.latency_ms)::int`.as("measuredRuns");
const meanLatencyMs = sql`avg(run.latency_ms)`.as("meanLatencyMs");
const pricedRuns = sql`count(run.cost_usd)::int`.as("pricedRuns");
const costUsd = sql`sum(run.cost_usd)`.as("costUsd");
const effortFigures = [measuredRuns, meanLatencyMs, pricedRuns, costUsd] as const;

/** What is said of any set of runs. */
export const figures = [runs, ...scoreFigures, ...itemFigures, ...effortFigures] as const;

/** A run's outcome is that of its average score. */
export const runOutcomes = [
  sql`count(*) filter (where run.average_score = 1)::int`.as("perfectRuns"),
  sql`count(*) filter (where run.average_score > 0 and run.average_score < 1)::int`.as("partialRuns"),
  sql`count(*) filter (where run.average_score = 0)::int`.as("failedRuns"),
  sql`count(*) filter (where run.average_score is null)::int`.as("erroredRuns"),
] as const;

/** Which bin a run's score is in, 1 the first; a bin begins at its start, the last one has no end. */
export function scoreBin(starts: readonly number[]): RawQueryFragment<"bin"> {
  return sql`width_bucket(run.average_score, ${`{${starts.join()}}`}::float8[])`.as("bin");
}
export const bin = sql`bin`;

/** Which bucket a run completed in, 1 the first. */
export function timeBucket(edges: readonly Date[]): RawQueryFragment<"bucket"> {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(run.completed_at, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}

/** Which bin of `latencyQuantile` a result's latency is in, and how many are; `result` is the alias of the results. */
export const latencyBin = sql`${binOfLatency}`.as("bin");
export const spreadBucket = sql`spread.bucket`.as("bucket");
export const tally = sql`count(*)::int`.as("tally");
/** Grouping is by the column's alias: the expression again would have parameters of its own. */
export const bucket = sql`bucket`;
