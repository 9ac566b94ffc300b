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

/** A sum of a column that facts and runs both have, where no other is given for runs. */
function countItems(ofFacts: RawQueryFragment, ofRuns = ofFacts) {
  return count(sql`coalesce(sum(${ofFacts}), 0)::float8`, sql`coalesce(sum(${ofRuns}), 0)::float8`);
}

/** Of two counts of each run, multiplied. */
function sumOfSquares(inFacts: RawQueryFragment, a: RawQueryFragment, b: RawQueryFragment) {
  const ofRuns = sql`coalesce(sum((${a})::float8 * (${b})), 0)`;
  return {
    facts: sql`coalesce(sum(${inFacts}), 0)::float8`,
    runs: ofRuns,
    row: z.number(),
    none: 0,
  } satisfies Figure;
}

/** Runs that facts have a count of. */
function countRuns(inFacts: RawQueryFragment, ofRuns: RawQueryFragment) {
  return count(sql`coalesce(sum(${inFacts}), 0)::int`, ofRuns);
}

const scoredItems = sql`counted.perfect_items + counted.partial_items + counted.failed_items`;
const allItems = sql`${scoredItems} + counted.errored_items + counted.unscored_items`;
const scored = sql`counted.runs - counted.errored_runs - counted.unscored_runs`;
/**
 * The variance of `n` means from their sum and that of their squares; null below two. Decimals are exact but for a quotient,
 * so nothing is divided before the end: of what lies close together, the difference would be lost.
 */
export function varianceOfSums(n: RawQueryFragment, sum: RawQueryFragment, squares: RawQueryFragment) {
  return sql`case when ${n} > 1 then
    ((${n} * ${squares} - ${sum} * ${sum}) / (${n} * (${n} - 1)))::float8 end`;
}

/** The scores of any set of runs, as a sample. */
const samples = {
  runs: countRuns(sql`counted.runs`, sql`count(*)::int`),
  scoredRuns: countRuns(scored, sql`count(counted.average_score)::int`),
  averageScore: measure(
    sql`(sum(counted.score_sum) / nullif(sum(${scored}), 0))::float8`,
    sql`avg(counted.average_score)`,
  ),
  scoreVariance: measure(
    varianceOfSums(sql`sum(${scored})`, sql`sum(counted.score_sum)`, sql`sum(counted.score_squares)`),
    sql`var_samp(counted.average_score)`,
  ),
  items: countItems(allItems, sql`counted.total_items`),
  erroredItems: countItems(sql`counted.errored_items`),
  unscoredItems: countItems(sql`counted.unscored_items`),
} as const;

/** What samples are made of, of facts: sums that can be summed again. */
export const sampleSums = [
  "runs",
  "errored_runs",
  "unscored_runs",
  "score_sum",
  "score_squares",
  "perfect_items",
  "partial_items",
  "failed_items",
  "errored_items",
  "unscored_items",
].map((column) => sql`sum(counted.${sql.ref(column)})`.as(column));

/** How any set of runs scored and passed. */
const scores = {
  ...samples,
  passedItems: countItems(sql`counted.passed_items`),
  passedSquares: sumOfSquares(
    sql`counted.passed_squares`,
    sql`counted.passed_items`,
    sql`counted.passed_items`,
  ),
  passedScored: sumOfSquares(sql`counted.passed_scored`, sql`counted.passed_items`, scoredItems),
  scoredSquares: sumOfSquares(sql`counted.scored_squares`, scoredItems, scoredItems),
} as const;

/** What is said of any set of runs. */
const figures = {
  ...scores,
  measuredRuns: countRuns(sql`counted.measured_runs`, sql`count(counted.latency_ms)::int`),
  measuredItems: countItems(sql`counted.measured_items`),
  meanLatencyMs: measure(
    sql`(sum(counted.latency_ms_sum) / nullif(sum(counted.measured_runs), 0))::float8`,
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
export const SummaryRow = rowOf(figures);
export type SummaryRow = z.infer<typeof SummaryRow>;
export const OutcomesRow = rowOf(outcomes);
export type OutcomesRow = z.infer<typeof OutcomesRow>;

/** What a query over no runs gives. */
export const noRuns: SummaryRow = SummaryRow.parse(
  Object.fromEntries(Object.entries(figures).map(([name, { none }]) => [name, none])),
);

/** The columns of one kind of rows. */
export interface Columns {
  readonly samples: readonly RawQueryFragment[];
  readonly scores: readonly RawQueryFragment[];
  readonly figures: readonly RawQueryFragment[];
  readonly outcomes: readonly RawQueryFragment[];
  /** The instant that says which bucket a row is of. */
  readonly at: RawQueryFragment;
}

function columnsOf(kind: "facts" | "runs", at: RawQueryFragment): Columns {
  const named = (of: Figures) => Object.entries(of).map(([name, figure]) => figure[kind].as(name));
  return {
    samples: named(samples),
    scores: named(scores),
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

/** Which bucket `at` lies in, 1 the first. */
export function timeBucket(edges: readonly Date[], at: RawQueryFragment): RawQueryFragment<"bucket"> {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(${at}, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}
/** Grouping is by the selected column's place: the expression again would have parameters of its own. */
export const firstColumn = sql`1`;
