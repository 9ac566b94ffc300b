import { ItemFact, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { listsOf, namesOf } from "./lists.ts";
import { inEitherWindow } from "./pairs.ts";
import { completedAtAnyTime, type Counted } from "./rows.ts";

// Items have no time of their own: of what was run in a window (a prompt version with a model on a dataset) every scored answer
// counts, of all time and of runs with any label and tags. Names that runs were recorded with are merged into what they stand for before items are averaged.

const InWindowRow = z.object({ datasetId: z.uuid(), strata: z.string() });

/** What `strataByDataset` gives, asked once for a report. */
export type StrataKeys = () => ReturnType<typeof strataByDataset>;

/**
 * Every dataset that was run in either window, with the key of what its items come to: which strata of it were run
 * in which window, and what their items are.
 */
export async function strataByDataset(counted: Counted): Promise<ReadonlyMap<string, string>> {
  const { memory } = counted;
  const rows = await counted.em
    .createQueryBuilder(ItemFact)
    .with("in_window", strataOf(counted, null))
    .with("listed", listedInWindow)
    .from("listed", "listed")
    .select([sql`listed.dataset_id`.as("datasetId"), sql`listed.strata`.as("strata")])
    .execute<unknown>("all", false);
  const stamps = await memory?.stamps();
  return new Map(
    InWindowRow.array()
      .parse(rows)
      .map(({ datasetId, strata }) => [
        datasetId,
        [memory?.generation.id, datasetId, stamps?.get(datasetId), strata].join(" "),
      ]),
  );
}

const listedInWindow = sql`
  select in_window.dataset_id, count(*) || ' ' || sum(hash_record_extended(row(
    in_window.version_id, in_window.model_id, in_window.is_current, in_window.is_previous), 0)) as strata
  from in_window group by in_window.dataset_id`;

/**
 * A query with `asked`, a row for each of these datasets (or each of all) that was run in either window, and `answers` to
 * select from beside such a row: one for each item by version and model, with its answers, sums of their scores, passes, and in
 * which windows its stratum was run. Datasets are read one after the other, for what is added up of one at a time has room in
 * memory.
 */
export function answersByDataset(counted: Counted, datasetIds: readonly string[] | null) {
  const query = counted.em.createQueryBuilder(ItemFact).with("in_window", strataOf(counted, datasetIds));
  const { memory } = counted;
  if (memory === null) {
    const asked = query.with("answer", answersOfRuns(counted)).with("asked", listedAnswers);
    return { query: asked, answers: unlistedAnswers };
  }
  const { id } = memory.generation;
  return {
    query: query.with("stratum", recordedStrata).with("asked", listedStrata),
    answers: answersOfFacts(id),
  };
}

/** What was run in either window on these datasets, or on all, by what the names stand for. */
function strataOf(counted: Counted, datasetIds: readonly string[] | null) {
  const { rows, isCurrent } = inEitherWindow(counted);
  const strata = rows
    .join("counted.promptVersion", "version_name")
    .join("counted.model", "model_name")
    .join("counted.dataset", "dataset_name")
    .select([
      sql`version_name.canonical_id`.as("version_id"),
      sql`model_name.canonical_id`.as("model_id"),
      sql`dataset_name.canonical_id`.as("dataset_id"),
      sql`bool_or(${isCurrent})`.as("is_current"),
      sql`bool_or(not (${isCurrent}))`.as("is_previous"),
    ])
    .groupBy(sql`1, 2, 3`);
  return datasetIds
    ? strata.andWhere(sql`dataset_name.canonical_id = any(${`{${datasetIds.join()}}`}::uuid[])`)
    : strata;
}

/** By the names that runs were recorded with; `is_merged` where there may be several of one stratum. */
const recordedStrata = sql`
  select in_window.*, version_name.id as recorded_version_id, model_name.id as recorded_model_id,
    dataset_name.id as recorded_dataset_id,
    count(*) over (partition by in_window.version_id, in_window.model_id, in_window.dataset_id) > 1 as is_merged
  from in_window
  join prompt_versions version_name on version_name.canonical_id = in_window.version_id
  join models model_name on model_name.canonical_id = in_window.model_id
  join datasets dataset_name on dataset_name.canonical_id = in_window.dataset_id`;

const stratumColumns = [
  "version_id",
  "model_id",
  "is_current",
  "is_previous",
  "recorded_version_id",
  "recorded_model_id",
  "recorded_dataset_id",
  "is_merged",
];
const listedStrata = sql`
  select stratum.dataset_id, ${listsOf("stratum", stratumColumns)} from stratum group by stratum.dataset_id`;

const factOfStratum = (generation: number) => sql`
  from unnest(${namesOf("asked", stratumColumns)}) as stratum(${namesOf(null, stratumColumns)})
  join item_facts item on item.generation = ${generation} and item.prompt_version_id = stratum.recorded_version_id
    and item.model_id = stratum.recorded_model_id and item.dataset_id = stratum.recorded_dataset_id and item.n > 0`;
// By code points, the quickest order.
const answerKey = sql`stratum.is_current, stratum.is_previous, stratum.model_id, stratum.version_id,
  item.item_key collate "C" as item_key`;

/** What is recorded by one name alone needs no adding up. In floating point, for to turn a decimal into that is dear. */
function answersOfFacts(generation: number): RawQueryFragment {
  return sql`
    select ${answerKey}, item.n::float8 as n, item.score_sum::float8 as score_sum,
      item.score_squares::float8 as score_squares, item.passes::float8 as passes
    ${factOfStratum(generation)} where not stratum.is_merged
    union all
    select ${answerKey}, sum(item.n)::float8, sum(item.score_sum)::float8, sum(item.score_squares)::float8,
      sum(item.passes)::float8
    ${factOfStratum(generation)} where stratum.is_merged group by 1, 2, 3, 4, 5`;
}

const ofAsked = {
  "asked.version_id": sql.ref("version_name.canonical_id"),
  "asked.model_id": sql.ref("model_name.canonical_id"),
  "asked.dataset_id": sql.ref("dataset_name.canonical_id"),
};

function answersOfRuns(counted: Counted) {
  const score = sql`round(result.score::numeric, 15)`;
  return counted.em
    .createQueryBuilder(RunResult, "result")
    .join("result.run", "run")
    .join("run.promptVersion", "version_name")
    .join("run.model", "model_name")
    .join("run.dataset", "dataset_name")
    .innerJoin(sql`(select * from in_window)`, "asked", ofAsked)
    .select([
      sql`asked.dataset_id`,
      sql`asked.is_current`,
      sql`asked.is_previous`,
      sql`asked.model_id`,
      sql`asked.version_id`,
      sql`result.item_key collate "C"`.as("item_key"),
      sql`count(*)::float8`.as("n"),
      sql`sum(${score})::float8`.as("score_sum"),
      sql`sum(${score} * ${score})::float8`.as("score_squares"),
      sql`(count(*) filter (where result.passed))::float8`.as("passes"),
    ])
    .where({
      score: { $ne: null },
      run: completedAtAnyTime,
    })
    .groupBy(sql`1, 2, 3, 4, 5, 6`);
}

const answerColumns = [
  "is_current",
  "is_previous",
  "model_id",
  "version_id",
  "item_key",
  "n",
  "score_sum",
  "score_squares",
  "passes",
];
const listedAnswers = sql`
  select answer.dataset_id, ${listsOf("answer", answerColumns)} from answer group by answer.dataset_id`;
const unlistedAnswers = sql`
  select * from unnest(${namesOf("asked", answerColumns)}) as answer(${namesOf(null, answerColumns)})`;
