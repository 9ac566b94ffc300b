import { type RawQueryFragment, sql } from "@mikro-orm/core";

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

/** Every measure, by its property of `Fact`. */
export const measures = {
  runs: { column: "runs", type: "int4", addend: sql`1` },
  perfectRuns: counting("perfect_runs", sql`run.average_score = 1`),
  partialRuns: counting("partial_runs", sql`run.average_score > 0 and run.average_score < 1`),
  failedRuns: counting("failed_runs", sql`run.average_score = 0`),
  erroredRuns: counting("errored_runs", sql`run.average_score is null`),
  scoreSum: { column: "score_sum", type: "numeric", addend: score },
  scoreSquares: { column: "score_squares", type: "numeric", addend: sql`${score} * ${score}` },
  perfectItems: { column: "perfect_items", type: "int8", addend: sql`run.perfect_items` },
  partialItems: { column: "partial_items", type: "int8", addend: sql`run.partial_items` },
  failedItems: { column: "failed_items", type: "int8", addend: sql`run.failed_items` },
  erroredItems: { column: "errored_items", type: "int8", addend: sql`run.errored_items` },
  measuredRuns: counting("measured_runs", sql`run.latency_ms is not null`),
  latencyMsSum: {
    column: "latency_ms_sum",
    type: "numeric",
    addend: sql`round(run.latency_ms::numeric, 9)`,
  },
  pricedRuns: counting("priced_runs", sql`run.cost_usd is not null`),
  costUsdSum: { column: "cost_usd_sum", type: "numeric", addend: sql`round(run.cost_usd::numeric, 15)` },
  inputCountedRuns: counting("input_counted_runs", sql`run.input_tokens is not null`),
  inputTokensSum: { column: "input_tokens_sum", type: "numeric", addend: sql`run.input_tokens` },
  outputCountedRuns: counting("output_counted_runs", sql`run.output_tokens is not null`),
  outputTokensSum: { column: "output_tokens_sum", type: "numeric", addend: sql`run.output_tokens` },
} as const satisfies Record<string, Measure>;

function counting(column: string, condition: RawQueryFragment): Measure {
  return { column, type: "int4", addend: sql`(${condition})::int` };
}
