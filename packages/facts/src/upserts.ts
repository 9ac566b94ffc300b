import { type Em, Fact, FactGeneration, FactHistogram, MetricFact, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Sign } from "./add-runs.ts";
import { createCalendar, hourStart } from "./calendar.ts";
import { isTaken, turn } from "./generations.ts";
import { binsOfSpread, changedBins, talliesOfRun } from "./histograms.ts";
import { factKeys, histogramKeys, type Measure, measures, metricMeasures, metricsOfRun } from "./measures.ts";

const times = ["hour", "day", "week", "month"].map((unit) => sql.ref(`placed.${unit}`));
const ofStratum = [
  ...times,
  ...["model_id", "dataset_id", "prompt_version_id"].map((id) => sql.ref(`run.${id}`)),
];
const keyColumns = ["scope", "unit", "bucket", "model_id", "dataset_id", "prompt_version_id"];
const keyColumn = (column: string) => sql`key.${sql.ref(column)}`;
const keys = ["generation", "scope", "unit", "bucket", "model", "dataset", "promptVersion"] as const;

/** The query that adds the placed runs to the facts, or takes them away, row by row where the table has them. */
export function factsUpsert(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): QueryBuilder<Fact> {
  const strata = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .select(strataOf(measures))
    .groupBy(ofStratum);
  const sums = sumsBegun(em, generation, strata)
    .select([...keySums, ...sumsOf(measures)])
    .groupBy(keyGroup)
    // The rows that every run adds to come last, and so are held for the shortest time.
    .orderBy(keyOrder);
  return em
    .createQueryBuilder(Fact)
    .insertFrom(sums)
    .onConflict([...keys])
    .merge(changedSums("facts", measures, sign));
}

/** The same of the metrics of these runs. */
export function metricFactsUpsert(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): QueryBuilder<MetricFact> {
  const strata = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .innerJoinLateral(metricsOfRun, "metric", { "metric.name": { $ne: null } })
    .select([...strataOf(metricMeasures), sql`metric.name`.as("metric")])
    .groupBy([...ofStratum, sql`metric.name`]);
  const metric = sql`stratum.metric`;
  const sums = sumsBegun(em, generation, strata)
    .select([...keySums, metric.as("metric"), ...sumsOf(metricMeasures)])
    .groupBy([...keyGroup, metric])
    .orderBy([...keyOrder, { [metric]: "desc" }]);
  return em
    .createQueryBuilder(MetricFact)
    .insertFrom(sums)
    .onConflict([...keys, "metric"])
    .merge(changedSums("metric_facts", metricMeasures, sign));
}

type Measures = Readonly<Record<string, Measure>>;

/** What the runs of one stratum add. Decimals are dear: each run's are computed once, and not for every row. */
function strataOf(of: Measures): RawQueryFragment[] {
  return [
    ...ofStratum.map((column) => sql`${column}`),
    ...Object.values(of).map(({ column, addend }) => sql`sum(${addend})`.as(column)),
  ];
}

/** A row of `stratum` for each row of facts that it adds to. */
function sumsBegun(em: Em, generation: number, strata: Pick<QueryBuilder<Run>, "toRaw">) {
  return em
    .createQueryBuilder(FactGeneration, "generation")
    .innerJoin(turn, "turn", isTaken)
    .innerJoin(sql`(${strata.toRaw()})`, "stratum", { "stratum.model_id": { $ne: null } })
    .innerJoinLateral(factKeys, "key", { "key.scope": { $ne: null } })
    .where({ id: generation });
}

const keySums = [
  sql`generation.id`.as("generation"),
  ...keyColumns.map((column) => keyColumn(column).as(column)),
];
const keyGroup = [sql`generation.id`, ...keyColumns.map(keyColumn)];
const keyOrder = keyColumns.map((column) => ({ [keyColumn(column)]: "desc" as const }));

function sumsOf(of: Measures): RawQueryFragment[] {
  return Object.entries(of).map(([name, { column, type }]) =>
    sql`coalesce(sum(${sql.ref(`stratum.${column}`)}), 0)::${sql.ref(type)}`.as(name),
  );
}

/** The row's sums with those of the runs, or without them. */
export function changedSums(table: string, of: Measures, sign: Sign): Record<string, RawQueryFragment> {
  return Object.fromEntries(
    Object.entries(of).map(([name, { column }]) => {
      const [kept, given] = [sql.ref(`${table}.${column}`), sql.ref(`excluded.${column}`)];
      return [name, sign === "+" ? sql`${kept} + ${given}` : sql`${kept} - ${given}`];
    }),
  );
}

/** The query that adds the placed runs and their results to the histograms, or takes them away. */
export function histogramsUpsert(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): QueryBuilder<FactHistogram> {
  // Results are many: they are counted once, for buckets of all units at a time.
  const spread = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .innerJoinLateral(talliesOfRun, "tally", { "tally.bin": { $ne: null } })
    .select([
      ...times.map((column) => sql`${column}`),
      sql`tally.measure`.as("measure"),
      sql`tally.bin`.as("bin"),
      sql`sum(tally.tally)`.as("tally"),
    ])
    .groupBy(sql`1, 2, 3, 4, 5, 6`);
  const histograms = em
    .createQueryBuilder(FactGeneration, "generation")
    .innerJoin(turn, "turn", isTaken)
    .innerJoin(spread, "spread", { "spread.bin": { $ne: null } })
    .innerJoinLateral(histogramKeys, "key", { "key.unit": { $ne: null } })
    .where({ id: generation })
    .select([
      sql`generation.id`.as("generation"),
      sql`key.unit`.as("unit"),
      sql`key.bucket`.as("bucket"),
      sql`spread.measure`.as("measure"),
      binsOfSpread,
    ])
    .groupBy(sql`1, 2, 3, 4`)
    .orderBy([{ [sql`2`]: "desc" }, { [sql`3`]: "desc" }, { [sql`4`]: "desc" }]);
  return em
    .createQueryBuilder(FactHistogram)
    .insertFrom(histograms)
    .onConflict(["generation", "unit", "bucket", "measure"])
    .merge({ bins: changedBins(sign) });
}

/** A completed run, as far as facts have to know it beforehand. */
export interface CompletedRun {
  readonly id: string;
  readonly completedAt: Date;
  /** Whether it has metrics: those of many runs have none, and are not looked for. */
  readonly hasMetrics: boolean;
  /** Whether it is left out of the facts, for it asked fewer items than its dataset has. */
  readonly limited: boolean;
}

/** Which buckets of a generation the runs belong to: rows of `id`, `hour`, `day`, `week` and `month`. */
export function placedRuns(
  runs: readonly CompletedRun[],
  { timeZone, hoursFrom }: Pick<FactGeneration, "timeZone" | "hoursFrom">,
): RawQueryFragment {
  const startsOf = createCalendar(timeZone);
  const calendar = runs.map(({ completedAt }) => startsOf(completedAt));
  const hours = runs.map(({ completedAt }) => hourStart(completedAt, timeZone));
  return sql`(select * from unnest(
    ${arrayOf(runs.map(({ id }) => id))}::uuid[],
    ${arrayOf(hours.map((hour) => (hour < hoursFrom ? null : hour.toISOString())))}::timestamptz[],
    ${arrayOf(calendar.map(({ day }) => day.toISOString()))}::timestamptz[],
    ${arrayOf(calendar.map(({ week }) => week.toISOString()))}::timestamptz[],
    ${arrayOf(calendar.map(({ month }) => month.toISOString()))}::timestamptz[]
  ) as placed (id, hour, day, week, month))`;
}

/** Joins `placed` to the run that it places. */
const ofRun = { "placed.id": sql`run.id` };

/** As PostgreSQL reads an array of values that need no quotes. */
function arrayOf(values: readonly (string | null)[]): string {
  return `{${values.map((value) => value ?? "null").join()}}`;
}
