import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

// What SQL has and the query builder has no method for, each named once. `counted` is the alias of the rows that figures are
// made of: facts, which hold sums, or the runs themselves. Casts end what differs between drivers: bigints come as text from
// one of them, so counts become int and sums of counts float8, exact up to 2^53.

const counting = { row: z.int(), none: 0 } as const;
const measuring = { row: z.number().nullable(), none: null } as const;

const scoredInFacts = sql`sum(counted.runs - counted.errored_runs)`;

/** How any set of runs scored. */
const scores = {
  runs: { facts: sql`coalesce(sum(counted.runs), 0)::int`, runs: sql`count(*)::int`, ...counting },
  scoredRuns: {
    facts: sql`coalesce(${scoredInFacts}, 0)::int`,
    runs: sql`count(counted.average_score)::int`,
    ...counting,
  },
  averageScore: {
    facts: sql`(sum(counted.score_sum) / nullif(${scoredInFacts}, 0))::float8`,
    runs: sql`avg(counted.average_score)`,
    ...measuring,
  },
  /** Null below two scored runs. */
  scoreVariance: {
    // Exact in decimals, where the same in floating point would lose all digits.
    facts: sql`case when ${scoredInFacts} > 1 then
      ((sum(counted.score_squares) - sum(counted.score_sum) * sum(counted.score_sum) / ${scoredInFacts})
        / (${scoredInFacts} - 1))::float8
    end`,
    runs: sql`var_samp(counted.average_score)`,
    ...measuring,
  },
  items: {
    facts: sumOf(
      sql`counted.perfect_items + counted.partial_items + counted.failed_items + counted.errored_items`,
    ),
    runs: sumOf(sql`counted.total_items`),
    ...counting,
  },
  failedItems: summed(sql`counted.failed_items`),
  erroredItems: summed(sql`counted.errored_items`),
} as const;

/** What is said of any set of runs. */
const figures = {
  ...scores,
  measuredRuns: {
    facts: sql`coalesce(sum(counted.measured_runs), 0)::int`,
    runs: sql`count(counted.latency_ms)::int`,
    ...counting,
  },
  meanLatencyMs: {
    facts: sql`(sum(counted.latency_ms_sum) / nullif(sum(counted.measured_runs), 0))::float8`,
    runs: sql`avg(counted.latency_ms)`,
    ...measuring,
  },
  pricedRuns: {
    facts: sql`coalesce(sum(counted.priced_runs), 0)::int`,
    runs: sql`count(counted.cost_usd)::int`,
    ...counting,
  },
  costUsd: {
    facts: sql`case when sum(counted.priced_runs) > 0 then sum(counted.cost_usd_sum)::float8 end`,
    runs: sql`sum(counted.cost_usd)`,
    ...measuring,
  },
} as const;

/** Runs by the outcome of their average score, and items by the counts stored with their runs. */
const outcomes = {
  perfectRuns: outcome(sql`counted.perfect_runs`, sql`counted.average_score = 1`),
  partialRuns: outcome(
    sql`counted.partial_runs`,
    sql`counted.average_score > 0 and counted.average_score < 1`,
  ),
  failedRuns: outcome(sql`counted.failed_runs`, sql`counted.average_score = 0`),
  erroredRuns: outcome(sql`counted.errored_runs`, sql`counted.average_score is null`),
  perfectItems: summed(sql`counted.perfect_items`),
  partialItems: summed(sql`counted.partial_items`),
  failedItems: scores.failedItems,
  erroredItems: scores.erroredItems,
} as const;

function sumOf(counts: RawQueryFragment): RawQueryFragment {
  return sql`coalesce(sum(${counts}), 0)::float8`;
}

/** Of a column that facts and runs both have. */
function summed(column: RawQueryFragment) {
  return { facts: sumOf(column), runs: sumOf(column), ...counting };
}

function outcome(inFacts: RawQueryFragment, ofRun: RawQueryFragment) {
  const facts = sql`coalesce(sum(${inFacts}), 0)::int`;
  return { facts, runs: sql`count(*) filter (where ${ofRun})::int`, ...counting };
}

/** A figure: its column over facts and over runs, what a row of a query holds of it, and what it is where there are no runs. */
interface Figure<Row = z.ZodType> {
  readonly facts: RawQueryFragment;
  readonly runs: RawQueryFragment;
  readonly row: Row;
  readonly none: number | null;
}
type Figures = Readonly<Record<string, Figure>>;

function rowOf<Given extends Figures>(of: Given): z.ZodObject<{ [Name in keyof Given]: Given[Name]["row"] }>;
function rowOf(of: Figures) {
  return z.object(Object.fromEntries(Object.entries(of).map(([name, { row }]) => [name, row])));
}

export const ScoreRow = rowOf(scores);
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
  readonly scores: readonly RawQueryFragment[];
  readonly figures: readonly RawQueryFragment[];
  readonly outcomes: readonly RawQueryFragment[];
  /** The instant that says which bucket a row is of. */
  readonly at: RawQueryFragment;
}

function columnsOf(kind: "facts" | "runs", at: RawQueryFragment): Columns {
  const named = (of: Figures) => Object.entries(of).map(([name, figure]) => figure[kind].as(name));
  return { scores: named(scores), figures: named(figures), outcomes: named(outcomes), at };
}

export const factColumns: Columns = columnsOf("facts", sql`counted.bucket`);
export const runColumns: Columns = columnsOf("runs", sql`counted.completed_at`);

export const modelId = sql`counted.model_id`.as("modelId");
export const datasetId = sql`counted.dataset_id`.as("datasetId");
export const promptVersionId = sql`counted.prompt_version_id`.as("promptVersionId");

/** Which bucket `at` lies in, 1 the first. */
export function timeBucket(edges: readonly Date[], at: RawQueryFragment): RawQueryFragment<"bucket"> {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(${at}, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}
/** Grouping is by the selected column's place: the expression again would have parameters of its own. */
export const firstColumn = sql`1`;
