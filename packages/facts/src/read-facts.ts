import { type Em, Fact, type FactGeneration, FactHistogram } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import { z } from "zod";
import type { Span } from "./spans.ts";

// Reading: sums over the rows of a scope and some spans, under the alias `fact`. Rows of deleted runs hold zeros.

/** The rows of a scope that make up the spans: each a range of the primary key. */
export function factsIn(
  em: Em,
  { id }: FactGeneration,
  scope: Fact["scope"],
  spans: readonly Span[],
): QueryBuilder<Fact, "fact"> {
  const buckets = spans.map(({ unit, from, to }) =>
    unit === "all" ? { unit } : { unit, bucket: { $gte: from, $lt: to } },
  );
  return em.createQueryBuilder(Fact, "fact").where({ generation: id, scope, runs: { $gt: 0 }, $or: buckets });
}

const scored = sql`sum(fact.runs - fact.errored_runs)`;

/** How any set of runs scored; the names are those of the same figures of the runs themselves. */
export const factScores = [
  sql`coalesce(sum(fact.runs), 0)::int`.as("runs"),
  sql`coalesce(${scored}, 0)::int`.as("scoredRuns"),
  sql`(sum(fact.score_sum) / nullif(${scored}, 0))::float8`.as("averageScore"),
  // Exact in decimals, where the same in floating point would lose all digits. Null below two scored runs.
  sql`case when ${scored} > 1 then
    ((sum(fact.score_squares) - sum(fact.score_sum) * sum(fact.score_sum) / ${scored}) / (${scored} - 1))::float8
  end`.as("scoreVariance"),
  sql`coalesce(sum(fact.perfect_items + fact.partial_items + fact.failed_items + fact.errored_items), 0)::float8`.as(
    "items",
  ),
  sql`coalesce(sum(fact.failed_items), 0)::float8`.as("failedItems"),
  sql`coalesce(sum(fact.errored_items), 0)::float8`.as("erroredItems"),
] as const;

/** What is said of any set of runs. */
export const factFigures = [
  ...factScores,
  sql`coalesce(sum(fact.measured_runs), 0)::int`.as("measuredRuns"),
  sql`(sum(fact.latency_ms_sum) / nullif(sum(fact.measured_runs), 0))::float8`.as("meanLatencyMs"),
  sql`coalesce(sum(fact.priced_runs), 0)::int`.as("pricedRuns"),
  sql`case when sum(fact.priced_runs) > 0 then sum(fact.cost_usd_sum)::float8 end`.as("costUsd"),
] as const;

/** Runs by the outcome of their average score, and items by theirs. */
export const factOutcomes = [
  sql`coalesce(sum(fact.perfect_runs), 0)::int`.as("perfectRuns"),
  sql`coalesce(sum(fact.partial_runs), 0)::int`.as("partialRuns"),
  sql`coalesce(sum(fact.failed_runs), 0)::int`.as("failedRuns"),
  sql`coalesce(sum(fact.errored_runs), 0)::int`.as("erroredRuns"),
  sql`coalesce(sum(fact.perfect_items), 0)::float8`.as("perfectItems"),
  sql`coalesce(sum(fact.partial_items), 0)::float8`.as("partialItems"),
  sql`coalesce(sum(fact.failed_items), 0)::float8`.as("failedItems"),
  sql`coalesce(sum(fact.errored_items), 0)::float8`.as("erroredItems"),
] as const;

const Bins = z.array(z.object({ bucketMs: z.number(), bins: z.array(z.int()) }));

/**
 * The board's histograms of each bucket that begins in [from, to), by the bucket's start: of runs by their score, in
 * ten bins, or of results by their latency, for `latencyQuantile`. Bins after the last one given hold none.
 */
export async function histogramsIn(
  em: Em,
  { id }: FactGeneration,
  measure: FactHistogram["measure"],
  { unit, from, to }: { unit: Exclude<Fact["unit"], "all">; from: Date; to: Date },
): Promise<{ bucket: Date; bins: number[] }[]> {
  const rows = await em
    .createQueryBuilder(FactHistogram, "fact")
    .select([
      sql`(extract(epoch from fact.bucket) * 1000)::float8`.as("bucketMs"),
      sql`to_jsonb(fact.bins)`.as("bins"),
    ])
    .where({ generation: id, unit, measure, bucket: { $gte: from, $lt: to } })
    .execute("all", false);
  return Bins.parse(rows).map(({ bucketMs, bins }) => ({ bucket: new Date(bucketMs), bins }));
}
