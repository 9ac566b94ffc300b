import { MAX_METRIC_WORDS, MAX_METRICS, RunFigures, RunMetric } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { exact, exactMean } from "./fragments.ts";

// What a run stores of its results at completion. Sums are decimal: a sum of floats goes by the order of its rows.

const sumOf = (value: RawQueryFragment) => sql`sum(${exact(value)})::float8`;
const countWhere = (condition: RawQueryFragment) => sql`(count(*) filter (where ${condition}))::int`;

/** One line an item, whatever order and repeats it was asked in. */
const itemLine = sql`(r.item_key || E'\n' || md5(coalesce(r.input, '')) || md5(coalesce(r.expected, ''))) collate "C"`;

/** To the places that facts keep: with all digits of a third and two thirds their mean would lie below ½, and in another bin. */
const averageScore = sql`round(avg(r.score::numeric), 15)::float8`;

const columns = [
  sql`r.run_id`.as("runId"),
  sql`${averageScore}`.as("averageScore"),
  sql`count(*)::int`.as("totalItems"),
  countWhere(sql`r.passed`).as("passedItems"),
  countWhere(sql`r.score = 1`).as("perfectItems"),
  countWhere(sql`r.score > 0 and r.score < 1`).as("partialItems"),
  countWhere(sql`r.score = 0`).as("failedItems"),
  countWhere(sql`r.error is not null`).as("erroredItems"),
  countWhere(sql`r.score is null and r.error is null`).as("unscoredItems"),
  exactMean(sql`r.latency_ms`).as("latencyMs"),
  sql`count(r.latency_ms)::int`.as("measuredItems"),
  sql`sum(r.input_tokens)::float8`.as("inputTokens"),
  sql`count(r.input_tokens)::int`.as("inputCountedItems"),
  sql`sum(r.output_tokens)::float8`.as("outputTokens"),
  sql`count(r.output_tokens)::int`.as("outputCountedItems"),
  sumOf(sql`r.cost_usd`).as("costUsd"),
  sql`count(r.cost_usd)::int`.as("pricedItems"),
  // Where the tool says of no result whether it was cached, or what it costs, nobody knows what was spent.
  sql`case when count(r.cached) > 0 then
    (sum(case when r.cached then 0 else ${exact(sql`r.cost_usd`)} end) filter (where r.cost_usd is not null))::float8
  end`.as("spentUsd"),
  sql`encode(sha256(convert_to(string_agg(distinct ${itemLine}, E'\n'), 'UTF8')), 'hex')`.as("itemsHash"),
  sql`count(r.metrics)::int`.as("measured"),
] as const;

const FiguresRow = RunFigures.omit({ metrics: true }).extend({ runId: z.uuid(), measured: z.int() });

/** The figures of runs, from their stored results, in the database. A run without results has none. */
export async function figuresOf(em: Em, runIds: readonly string[]): Promise<ReadonlyMap<string, RunFigures>> {
  const rows = await em
    .createQueryBuilder(RunResult, "r")
    .select([...columns])
    .where({ run: { $in: [...runIds] } })
    .groupBy("r.run")
    .execute<unknown>("all", false);
  const found = FiguresRow.array().parse(rows);
  const withMetrics = found.filter(({ measured }) => measured > 0).map(({ runId }) => runId);
  const metrics = withMetrics.length > 0 ? await metricsOf(em, withMetrics) : new Map<string, RunMetric[]>();
  return new Map(
    found.map(({ runId, measured: _measured, ...figures }) => [
      runId,
      { ...figures, metrics: metrics.get(runId) ?? [] },
    ]),
  );
}

const number = sql`case when jsonb_typeof(metric.value) = 'number' then metric.value::text::numeric end`;
const word = sql`case when jsonb_typeof(metric.value) = 'string' then metric.value #>> '{}' end`;
const eachMetric = sql`(select key as name, value from jsonb_each(r.metrics))`;
const isThere = { "metric.name": { $ne: null } } as const;

const NumbersRow = RunMetric.omit({ words: true }).extend({ runId: z.uuid(), withWords: z.int() });
const WordRow = z.object({ runId: z.uuid(), name: z.string(), word: z.string(), n: z.int() });

/** The metrics of these runs, by name; those that most results have, where a run has too many. */
async function metricsOf(em: Em, runIds: readonly string[]): Promise<ReadonlyMap<string, RunMetric[]>> {
  const each = () =>
    em
      .createQueryBuilder(RunResult, "r")
      .innerJoinLateral(eachMetric, "metric", isThere)
      .where({ run: { $in: [...runIds] } });
  const rows = await each()
    .select([
      sql`r.run_id`.as("runId"),
      sql`metric.name`.as("name"),
      sql`count(${number})::int`.as("n"),
      sql`avg(${number})::float8`.as("mean"),
      sql`stddev_samp(${number})::float8`.as("deviation"),
      sql`count(${word})::int`.as("withWords"),
    ])
    .groupBy(sql`1, 2`)
    .execute<unknown>("all", false);
  const numbers = NumbersRow.array().parse(rows);
  const words = numbers.some(({ withWords }) => withWords > 0)
    ? WordRow.array().parse(
        await each()
          .select([
            sql`r.run_id`.as("runId"),
            sql`metric.name`.as("name"),
            sql`${word}`.as("word"),
            sql`count(*)::int`.as("n"),
          ])
          .andWhere(sql`jsonb_typeof(metric.value) = 'string'`)
          .groupBy(sql`1, 2, 3`)
          .execute<unknown>("all", false),
      )
    : [];
  const wordsOf = Map.groupBy(words, ({ runId, name }) => JSON.stringify([runId, name]));
  const metrics = Map.groupBy(numbers, ({ runId }) => runId);
  return new Map(
    [...metrics].map(([runId, own]) => [
      runId,
      own
        .toSorted((a, b) => b.n + b.withWords - (a.n + a.withWords) || byName(a, b))
        .slice(0, MAX_METRICS)
        .toSorted(byName)
        .map(({ name, n, mean, deviation }) => ({
          name,
          n,
          mean,
          deviation,
          words: (wordsOf.get(JSON.stringify([runId, name])) ?? [])
            .toSorted((a, b) => b.n - a.n || (a.word < b.word ? -1 : 1))
            .slice(0, MAX_METRIC_WORDS)
            .map((row) => ({ word: row.word, n: row.n })),
        })),
    ]),
  );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
