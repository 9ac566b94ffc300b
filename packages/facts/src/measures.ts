import { factUnits } from "@evalboard/contract/words";
import { EVERY } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** The bucket of the rows that are of all time. */
const ALL_TIME = "1970-01-01T00:00:00.000Z";

/** Which rows there are: months only of the board, whose axis has them. */
export const unitsOfScopes = [
  ["board", factUnits],
  ["model", ["hour", "day", "week", "all"]],
  ["dataset", ["hour", "day", "week", "all"]],
  ["stratum", ["hour", "day", "week", "all"]],
] as const;

/** The rows of `facts` that a run adds to: `stratum` gives `scope`, `unit`, `bucket` and the ids. */
export const factKeys: RawQueryFragment = sql`(
  select scope, unit, bucket, model_id, dataset_id, prompt_version_id
  from (values
    ('board', ${EVERY}::uuid, ${EVERY}::uuid, ${EVERY}::uuid),
    ('model', stratum.model_id, ${EVERY}::uuid, ${EVERY}::uuid),
    ('dataset', ${EVERY}::uuid, stratum.dataset_id, ${EVERY}::uuid),
    ('stratum', stratum.model_id, stratum.dataset_id, stratum.prompt_version_id)
  ) as subject (scope, model_id, dataset_id, prompt_version_id)
  join (values
    ('hour', stratum.hour, false), ('day', stratum.day, false), ('all', ${ALL_TIME}::timestamptz, false),
    ('week', stratum.week, false), ('month', stratum.month, true)
  ) as time (unit, bucket, of_board) on scope = 'board' or not of_board
  where bucket is not null
)`;

/** The buckets of histograms, which are of the whole board: `spread` gives `unit` and `bucket`. */
export const histogramKeys: RawQueryFragment = sql`(
  select unit, bucket
  from (values ('hour', spread.hour), ('day', spread.day), ('week', spread.week), ('month', spread.month))
    as time (unit, bucket)
  where bucket is not null
)`;

/** A figure that is kept as a sum: what one run adds to it, and the column of `facts` that holds it. */
export interface Measure {
  readonly column: string;
  readonly type: "int4" | "int8" | "numeric";
  /** Of `run`, an alias of `runs`; null adds nothing. */
  readonly addend: RawQueryFragment;
}

// Sums are decimal, so that a run that is deleted takes away exactly what it added, in any order. A score keeps 15
// places: then its square is exact too, and runs of equal scores have no deviation.
const score = sql`round(run.average_score::numeric, 15)`;
const scoredItems = sql`(run.perfect_items + run.partial_items + run.failed_items)::numeric`;
// Cached answers may take no time at all.
const latencyLog = sql`(case when run.latency_ms is not null then
  round(ln(greatest(run.latency_ms, 0.001))::numeric, 15) end)`;
const isErrored = sql`run.errored_items = run.total_items`;

/** Every measure, by its property of `Fact`. */
export const measures = {
  runs: { column: "runs", type: "int4", addend: sql`1` },
  perfectRuns: counting("perfect_runs", sql`run.average_score = 1`),
  partialRuns: counting("partial_runs", sql`run.average_score > 0 and run.average_score < 1`),
  failedRuns: counting("failed_runs", sql`run.average_score = 0`),
  erroredRuns: counting("errored_runs", sql`run.average_score is null and ${isErrored}`),
  unscoredRuns: counting("unscored_runs", sql`run.average_score is null and not ${isErrored}`),
  scoreSum: { column: "score_sum", type: "numeric", addend: score },
  scoreSquares: { column: "score_squares", type: "numeric", addend: sql`${score} * ${score}` },
  passedItems: { column: "passed_items", type: "int8", addend: sql`run.passed_items` },
  perfectItems: { column: "perfect_items", type: "int8", addend: sql`run.perfect_items` },
  partialItems: { column: "partial_items", type: "int8", addend: sql`run.partial_items` },
  failedItems: { column: "failed_items", type: "int8", addend: sql`run.failed_items` },
  erroredItems: { column: "errored_items", type: "int8", addend: sql`run.errored_items` },
  unscoredItems: { column: "unscored_items", type: "int8", addend: sql`run.unscored_items` },
  inverseItems: {
    column: "inverse_items",
    type: "numeric",
    addend: sql`round(1 / nullif(${scoredItems}, 0), 15)`,
  },
  measuredRuns: counting("measured_runs", sql`run.latency_ms is not null`),
  measuredItems: { column: "measured_items", type: "int8", addend: sql`run.measured_items` },
  latencyMsSum: {
    column: "latency_ms_sum",
    type: "numeric",
    addend: sql`round(run.latency_ms::numeric, 9)`,
  },
  latencyLogSum: { column: "latency_log_sum", type: "numeric", addend: latencyLog },
  latencyLogSquares: {
    column: "latency_log_squares",
    type: "numeric",
    addend: sql`${latencyLog} * ${latencyLog}`,
  },
  pricedRuns: counting("priced_runs", sql`run.cost_usd is not null`),
  pricedItems: { column: "priced_items", type: "int8", addend: sql`run.priced_items` },
  costUsdSum: { column: "cost_usd_sum", type: "numeric", addend: sql`round(run.cost_usd::numeric, 15)` },
  spentRuns: counting("spent_runs", sql`run.spent_usd is not null`),
  spentUsdSum: { column: "spent_usd_sum", type: "numeric", addend: sql`round(run.spent_usd::numeric, 15)` },
  inputCountedRuns: counting("input_counted_runs", sql`run.input_tokens is not null`),
  inputTokensSum: { column: "input_tokens_sum", type: "numeric", addend: sql`run.input_tokens` },
  outputCountedRuns: counting("output_counted_runs", sql`run.output_tokens is not null`),
  outputTokensSum: { column: "output_tokens_sum", type: "numeric", addend: sql`run.output_tokens` },
} as const satisfies Record<string, Measure>;

/** The metrics of `run` that have a mean: those of words alone have none. */
export const metricsOfRun: RawQueryFragment = sql`(
  select value ->> 'name' as name, value from jsonb_array_elements(run.metrics) where value ->> 'mean' is not null
)`;

/**
 * Every measure of a metric, by its property of `MetricFact`; `metric` is one of the run's, as jsonb, whose numbers are
 * decimals. Its sums are exact, so a run that is scored later or deleted takes away what it added.
 */
export const metricMeasures = {
  runs: { column: "runs", type: "int4", addend: sql`1` },
  items: { column: "items", type: "int8", addend: sql`(metric.value ->> 'n')::int8` },
  meanSum: { column: "mean_sum", type: "numeric", addend: sql`(metric.value ->> 'mean')::numeric` },
  meanSquares: {
    column: "mean_squares",
    type: "numeric",
    addend: sql`(metric.value ->> 'mean')::numeric * (metric.value ->> 'mean')::numeric`,
  },
} as const satisfies Record<string, Measure>;

function counting(column: string, condition: RawQueryFragment): Measure {
  return { column, type: "int4", addend: sql`(${condition})::int` };
}
