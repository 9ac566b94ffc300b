import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

// What SQL has and the query builder has no method for, each named once. `counted` is the alias of the rows that figures are
// made of: facts, which hold sums, or the runs themselves. Casts end what differs between drivers: bigints come as text from
// one of them, so counts become int and sums of counts float8, exact up to 2^53.

/** A figure: its column over facts and over runs, what a row of a query holds of it, and what it is where there are no runs. */
interface Figure<Row = z.ZodType> {
  readonly facts: RawQueryFragment;
  readonly runs: RawQueryFragment;
  readonly row: Row;
  readonly none: number | null;
}
type Figures = Readonly<Record<string, Figure>>;

function count(facts: RawQueryFragment, runs: RawQueryFragment) {
  return { facts, runs, row: z.int(), none: 0 } satisfies Figure;
}

/** Unknown where nothing was measured. */
function measure(facts: RawQueryFragment, runs: RawQueryFragment) {
  return { facts, runs, row: z.number().nullable(), none: null } satisfies Figure;
}

/** The sum of bigints is a decimal, and dear; whole numbers add up in floating point, in any order. */
function sumOfItems(items: RawQueryFragment): RawQueryFragment {
  return sql`coalesce(sum((${items})::float8), 0)`;
}

/** A sum of what facts and runs both have. */
function countItems(items: RawQueryFragment) {
  return count(sumOfItems(items), sumOfItems(items));
}

/** The quotient of sums, of which the upper one is a decimal: dividing decimals is dear. */
function mean(sum: RawQueryFragment, n: RawQueryFragment): RawQueryFragment {
  return sql`sum(${sum})::float8 / nullif(sum(${n}), 0)`;
}

/** Runs that facts have a count of. */
function countRuns(inFacts: RawQueryFragment, ofRuns: RawQueryFragment) {
  return count(sql`coalesce(sum(${inFacts}), 0)::int`, ofRuns);
}

const scoredItems = sql`counted.perfect_items + counted.partial_items + counted.failed_items`;
const scoredRuns = sql`counted.perfect_runs + counted.partial_runs + counted.failed_runs`;

/**
 * The variance of means from their sum and that of their squares, decimals, and from their number, a bigint; null below two.
 * Of what lies close together, a difference in floating point would be lost.
 */
export function varianceOfSums(n: RawQueryFragment, sum: RawQueryFragment, squares: RawQueryFragment) {
  return sql`case when ${n} > 1 then (${n} * ${squares} - ${sum} * ${sum})::float8 / (${n} * (${n} - 1)) end`;
}

/** A sample of scores by sums of facts. */
function sampleOf(runs: RawQueryFragment, items: RawQueryFragment) {
  const [sum, squares] = [sql`counted.score_sum`, sql`counted.score_squares`];
  return {
    scoredRuns: sql`coalesce(sum(${runs}), 0)::int`,
    averageScore: mean(sum, runs),
    scoreVariance: varianceOfSums(sql`sum(${runs})`, sql`sum(${sum})`, sql`sum(${squares})`),
    scoredItems: sumOfItems(items),
  };
}

const ofFacts = sampleOf(scoredRuns, scoredItems);

/** The scores of any set of runs, as a sample. */
const samples = {
  scoredRuns: count(ofFacts.scoredRuns, sql`count(counted.average_score)::int`),
  averageScore: measure(ofFacts.averageScore, sql`avg(counted.average_score)`),
  scoreVariance: measure(ofFacts.scoreVariance, sql`var_samp(counted.average_score)`),
  scoredItems: countItems(scoredItems),
} as const;

/** How any set of runs scored and passed. */
const scores = {
  runs: countRuns(sql`counted.runs`, sql`count(*)::int`),
  ...samples,
  erroredItems: countItems(sql`counted.errored_items`),
  unscoredItems: countItems(sql`counted.unscored_items`),
  passedItems: countItems(sql`counted.passed_items`),
  /** Of 1 / scored items of each run. */
  inverseItems: {
    facts: sql`coalesce(sum(counted.inverse_items), 0)::float8`,
    runs: sql`coalesce(sum(1::float8 / nullif(${scoredItems}, 0)), 0)`,
    row: z.number(),
    none: 0,
  },
} as const;

/** What a point of a line rests on: few figures of many rows. */
const points = {
  scoredRuns: scores.scoredRuns,
  averageScore: scores.averageScore,
  scoredItems: scores.scoredItems,
  passedItems: scores.passedItems,
  inverseItems: scores.inverseItems,
} as const;

// Cached answers may take no time at all: as in the facts, at least a thousandth.
const latencyLog = sql`case when counted.latency_ms is not null then ln(greatest(counted.latency_ms, 0.001)) end`;
const measuredRuns = countRuns(sql`counted.measured_runs`, sql`count(counted.latency_ms)::int`);

/** How they scored, and the natural logarithms of their latencies in ms, as a sample. */
const pairs = {
  ...scores,
  measuredRuns,
  latencyLogMean: measure(
    mean(sql`counted.latency_log_sum`, sql`counted.measured_runs`),
    sql`avg(${latencyLog})`,
  ),
  latencyLogVariance: measure(
    varianceOfSums(
      sql`sum(counted.measured_runs)`,
      sql`sum(counted.latency_log_sum)`,
      sql`sum(counted.latency_log_squares)`,
    ),
    sql`var_samp(${latencyLog})`,
  ),
} as const;

/** What is said of any set of runs. */
const figures = {
  ...scores,
  measuredRuns,
  measuredItems: countItems(sql`counted.measured_items`),
  meanLatencyMs: measure(
    mean(sql`counted.latency_ms_sum`, sql`counted.measured_runs`),
    sql`avg(counted.latency_ms)`,
  ),
  pricedRuns: countRuns(sql`counted.priced_runs`, sql`count(counted.cost_usd)::int`),
  pricedItems: countItems(sql`counted.priced_items`),
  costUsd: measure(
    sql`case when sum(counted.priced_runs) > 0 then sum(counted.cost_usd_sum)::float8 end`,
    sql`sum(counted.cost_usd)`,
  ),
  spentRuns: countRuns(sql`counted.spent_runs`, sql`count(counted.spent_usd)::int`),
  spentUsd: measure(
    sql`case when sum(counted.spent_runs) > 0 then sum(counted.spent_usd_sum)::float8 end`,
    sql`sum(counted.spent_usd)`,
  ),
} as const;

const runsWhere = (condition: RawQueryFragment) => sql`count(*) filter (where ${condition})::int`;
const hasNoScore = sql`counted.average_score is null`;
const isErrored = sql`counted.errored_items = counted.total_items`;
const isPartial = sql`counted.average_score > 0 and counted.average_score < 1`;

/** And runs by the outcome of their average score, items by the counts stored with their runs. */
const outcomes = {
  ...figures,
  perfectRuns: countRuns(sql`counted.perfect_runs`, runsWhere(sql`counted.average_score = 1`)),
  partialRuns: countRuns(sql`counted.partial_runs`, runsWhere(isPartial)),
  failedRuns: countRuns(sql`counted.failed_runs`, runsWhere(sql`counted.average_score = 0`)),
  erroredRuns: countRuns(sql`counted.errored_runs`, runsWhere(sql`${hasNoScore} and ${isErrored}`)),
  unscoredRuns: countRuns(sql`counted.unscored_runs`, runsWhere(sql`${hasNoScore} and not ${isErrored}`)),
  perfectItems: countItems(sql`counted.perfect_items`),
  partialItems: countItems(sql`counted.partial_items`),
  failedItems: countItems(sql`counted.failed_items`),
} as const;

function rowOf<Given extends Figures>(of: Given): z.ZodObject<{ [Name in keyof Given]: Given[Name]["row"] }>;
function rowOf(of: Figures) {
  return z.object(Object.fromEntries(Object.entries(of).map(([name, { row }]) => [name, row])));
}

export const SampleRow = rowOf(samples);
export type SampleRow = z.infer<typeof SampleRow>;
export const ScoreRow = rowOf(scores);
export type ScoreRow = z.infer<typeof ScoreRow>;
export const PointRow = rowOf(points);
export const PairFigures = rowOf(pairs);
export const SummaryRow = rowOf(figures);
export type SummaryRow = z.infer<typeof SummaryRow>;
export const OutcomesRow = rowOf(outcomes);
export type OutcomesRow = z.infer<typeof OutcomesRow>;

/** What a query over no runs gives. */
export const noRuns: OutcomesRow = OutcomesRow.parse(
  Object.fromEntries(Object.entries(outcomes).map(([name, { none }]) => [name, none])),
);

/** The columns of one kind of rows, each of them several. */
export interface Columns {
  readonly samples: RawQueryFragment;
  readonly scores: RawQueryFragment;
  readonly points: RawQueryFragment;
  readonly pairs: RawQueryFragment;
  readonly figures: RawQueryFragment;
  readonly outcomes: RawQueryFragment;
  /** The instant that says which bucket a row is of. */
  readonly at: RawQueryFragment;
}

/** Named columns, as one fragment: the query builder takes its time for each. */
function listed(columns: Readonly<Record<string, RawQueryFragment>>): RawQueryFragment {
  return Object.entries(columns)
    .map(([name, column]) => column.as(name))
    .reduce((list, column) => sql`${list}, ${column}`);
}

function columnsOf(kind: "facts" | "runs", at: RawQueryFragment): Columns {
  const named = (of: Figures) =>
    listed(Object.fromEntries(Object.entries(of).map(([name, figure]) => [name, figure[kind]])));
  return {
    samples: named(samples),
    scores: named(scores),
    points: named(points),
    pairs: named(pairs),
    figures: named(figures),
    outcomes: named(outcomes),
    at,
  };
}

export const factColumns: Columns = columnsOf("facts", sql`counted.bucket`);
export const runColumns: Columns = columnsOf("runs", sql`counted.completed_at`);

// Rows are of the names that runs were recorded with, and figures of what these stand for: joined as `model_name` and so on.
export const modelId = sql`model_name.canonical_id`.as("modelId");
export const datasetId = sql`dataset_name.canonical_id`.as("datasetId");
export const promptVersionId = sql`version_name.canonical_id`.as("promptVersionId");

/** Of these models, by what the names stand for. */
export function isOneOfModels(modelIds: readonly string[]): RawQueryFragment {
  return sql`model_name.canonical_id = any(${`{${modelIds.join()}}`}::uuid[])`;
}

/** Which bucket `at` lies in, 1 the first. */
export function timeBucket(edges: readonly Date[], at: RawQueryFragment): RawQueryFragment<"bucket"> {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(${at}, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}
/** Grouping is by the selected column's place: the expression again would have parameters of its own. */
export const firstColumn = sql`1`;
