import { type Em, ItemFact } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

/**
 * Where the runs and items of changes are, as queries that become parts of others. Changes are numbered from 0 on; each has two
 * sides, such as versions of a prompt or groups of runs; a stratum is what is alike on both within a dataset, such as the model.
 * Every row has `change` (int), `is_newer`, `stratum` (text) and `dataset_id`; those of runs and items also `model_id`,
 * `version_id` and whether they are `limited`. All ids are of what names stand for.
 */
export type PairedRows = SideRows & (OfVersions | OfParts);

interface SideRows {
  /** And `n`, `score_sum`, `score_squares` of scored runs: of their average scores, decimals of 15 places. */
  readonly runs: RawQueryFragment;
  /**
   * And `item_key`, `n`, `score_sum`, `score_squares`, `passes` of scored results, the same; of the one change whose number
   * `of_change.change` is, beside which they are read.
   */
  readonly items: RawQueryFragment;
  /** What `items` reads as `strata` besides, the same for every change. */
  readonly strata?: RawQueryFragment;
  /** And the `day` on which a side was run. */
  readonly days: RawQueryFragment;
  /** Whether each row of `items` is one answer: then it has the answer's `score` as well. */
  readonly areSingle?: boolean;
}

/** Each side is a whole version, as the facts have it. */
interface OfVersions {
  readonly areWhole: true;
  /**
   * Of the same change, the `place` (int) of each `stratum` and `dataset_id`: `items` have that in place of these, and no `model_id`,
   * `version_id` and `limited`, for a number is less to carry and to compare.
   */
  readonly places: RawQueryFragment;
  readonly isOneStratum?: never;
}

/** A side may be a part of a version. */
interface OfParts {
  readonly areWhole: false;
  readonly places?: never;
  /** Whether a dataset has no more than one stratum. */
  readonly isOneStratum?: boolean;
}

/** The sums of one score, such as a run's or a result's, as facts keep them. */
export function scoreSums(score: RawQueryFragment): readonly [RawQueryFragment, RawQueryFragment] {
  const rounded = sql`round(${score}::numeric, 15)`;
  return [rounded.as("score_sum"), sql`${rounded} * ${rounded}`.as("score_squares")];
}

/**
 * Answers as sums, such as `items` is of: each is a row with these columns, its `score` and whether it `passed`. Those that are alike
 * in the columns and in their score are added up at once, for decimals are dear and scores are few.
 */
export function answerSums(answers: RawQueryFragment, columns: readonly string[]): RawQueryFragment {
  const alike = columns
    .map((column) => sql`${sql.ref(`answer.${column}`)}`)
    .reduce((list, column) => sql`${list}, ${column}`);
  const rounded = sql`round(answer.score::numeric, 15)`;
  return sql`
    select ${alike}, answer.n, answer.n * ${rounded} as score_sum, answer.n * ${rounded} * ${rounded} as score_squares,
      answer.passes
    from (
      select ${alike}, answer.score, count(*) as n, count(*) filter (where answer.passed) as passes
      from (${answers}) as answer group by ${alike}, answer.score
    ) as answer`;
}

/** What rows of a stratum are of. */
export const ofStratum = { change: z.int(), stratum: z.string(), datasetId: z.uuid() };

/** The scored runs of a side of a stratum, by their model and version; `squares` are deviations from their mean. */
const RunsRow = z.object({
  ...ofStratum,
  isNewer: z.boolean(),
  modelId: z.uuid(),
  versionId: z.uuid(),
  n: z.int(),
  mean: z.number(),
  squares: z.number(),
});
export type RunsRow = z.infer<typeof RunsRow>;

export async function readRuns(em: Em, { runs }: PairedRows): Promise<RunsRow[]> {
  const rows = await em
    .createQueryBuilder(ItemFact)
    .with("scored", runs)
    .with("sample", samples)
    .from("sample", "sample")
    .select(sql`sample.*`)
    .execute<unknown>("all", false);
  return RunsRow.array().parse(rows);
}

const samples = sql`
  select scored.change, scored.stratum, scored.dataset_id as "datasetId", scored.is_newer as "isNewer",
    scored.model_id as "modelId", scored.version_id as "versionId", sum(scored.n)::int as n,
    (sum(scored.score_sum) / sum(scored.n))::float8 as mean,
    (sum(scored.score_squares) - sum(scored.score_sum) * sum(scored.score_sum) / sum(scored.n))::float8 as squares
  from scored group by scored.change, scored.stratum, scored.dataset_id, scored.is_newer, scored.model_id, scored.version_id`;

const DayRow = z.object(ofStratum);
type DayRow = z.infer<typeof DayRow>;

/** The strata of which both sides were run on one day. */
export async function readDays(em: Em, { days }: PairedRows): Promise<DayRow[]> {
  const rows = await em
    .createQueryBuilder(ItemFact)
    .with("run_on", days)
    .with("shared_day", sharedDays)
    .from("shared_day", "shared_day")
    .select(sql`distinct shared_day.*`)
    .execute<unknown>("all", false);
  return DayRow.array().parse(rows);
}

const sharedDays = sql`
  select run_on.change, run_on.stratum, run_on.dataset_id as "datasetId"
  from run_on group by run_on.change, run_on.stratum, run_on.dataset_id, run_on.day
  having bool_or(run_on.is_newer) and bool_or(not run_on.is_newer)`;
