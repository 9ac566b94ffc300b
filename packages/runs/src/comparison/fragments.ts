import { ITEM_PASS_SHARE, type Side, sides } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { exact, exactQuotient } from "../fragments.ts";

// What SQL has and the query builder has no method for, each named once; what only a page needs is in `answers.ts`, what
// only metrics need in `metrics.ts`. The aliases: `run` a run of a group, with its `model`, `dataset`, `version` and
// `prompt` as they were recorded, `member` a run with its side and what those stand for, `result` its result, `cell` both
// sides of what is like, `item` both sides of an item.

export const groupSize = [
  sql`count(*)::int`.as("runs"),
  sql`coalesce(sum(run.total_items), 0)::float8`.as("results"),
  sql`(extract(epoch from min(run.completed_at)) * 1000)::float8`.as("firstCompletedMs"),
  sql`(extract(epoch from max(run.completed_at)) * 1000)::float8`.as("lastCompletedMs"),
] as const;

/** What all runs of the group have; null where they differ. As text: no `min` of uuids before PostgreSQL 18. */
const commonOf = (column: RawQueryFragment) =>
  sql`case when min(${column}::text) = max(${column}::text) and count(${column}) = count(*) then min(${column}::text) end`;
export const common = [
  commonOf(sql`run.id`).as("runId"),
  commonOf(sql`model.canonical_id`).as("modelId"),
  commonOf(sql`dataset.canonical_id`).as("datasetId"),
  commonOf(sql`prompt.canonical_id`).as("promptId"),
  commonOf(sql`version.canonical_id`).as("promptVersionId"),
  commonOf(sql`run.label`).as("label"),
  commonOf(sql`run.items_hash`).as("itemsHash"),
  sql`coalesce(bool_or(run.metrics <> '[]'), false)`.as("hasMetrics"),
  sql`(count(*) filter (where run.limited))::int`.as("limitedRuns"),
  sql`count(run.texts_removed_at)::int`.as("runsWithoutTexts"),
] as const;

/** What the results of the group's runs come to, by what the runs keep of them: no result is read for it. */
export const keptFigures = [
  sql`coalesce(sum(run.errored_items), 0)::float8`.as("erroredResults"),
  sql`coalesce(sum(run.unscored_items), 0)::float8`.as("unscoredResults"),
  exactQuotient(
    sql`sum(${exact(sql`run.latency_ms`)} * run.measured_items)`,
    sql`sum(run.measured_items)`,
  ).as("meanLatencyMs"),
  sql`coalesce(sum(run.measured_items), 0)::float8`.as("measuredResults"),
  exactQuotient(sql`sum(${exact(sql`run.cost_usd`)})`, sql`sum(run.priced_items)`).as("meanCostUsd"),
  sql`coalesce(sum(run.priced_items), 0)::float8`.as("pricedResults"),
] as const;

/** What a member is of, for its side; the latest run of a side has the highest `turn`. */
export function memberColumns(side: string): RawQueryFragment[] {
  return [
    sql`${side}::text`.as("side"),
    sql`run.id`,
    sql`model.canonical_id`.as("model_id"),
    sql`dataset.canonical_id`.as("dataset_id"),
    sql`version.canonical_id`.as("prompt_version_id"),
    sql`run.completed_at`,
    sql`run.limited`,
    sql`row_number() over (order by run.completed_at, run.id)`.as("turn"),
  ];
}

export const side = sql`member.side`;
export const datasetId = sql`member.dataset_id`;
export const matchedColumn = {
  model: sql`member.model_id`,
  promptVersion: sql`member.prompt_version_id`,
} as const;

export const filterOf = {
  baseline: sql`filter (where member.side = 'baseline')`,
  candidate: sql`filter (where member.side = 'candidate')`,
} as const;

/** Both sides of a cell: its results, those with a score, the sum of their scores, and those that passed. */
export const cellFigures = sides.flatMap((name) => [
  sql`count(*) ${filterOf[name]}`.as(`${name}_results`),
  sql`count(result.score) ${filterOf[name]}`.as(`${name}_scored`),
  sql`sum(result.score) ${filterOf[name]}`.as(`${name}_sum`),
  sql`sum(result.passed::int) ${filterOf[name]}`.as(`${name}_passed`),
]);
export const cellItem = [sql`cell.dataset_id`, sql`cell.item_key`] as const;

// Which question the latest scored answer of a cell was asked: its place in time, and then a hash of its texts.
const question = sql`hashtextextended(coalesce(result.input, ''), hashtextextended(coalesce(result.expected, ''), 0))`;
const asked = sql`case when result.score is not null then array[member.turn, result.position, ${question}] end`;
export const cellTexts = sides.map((name) => sql`max(${asked}) ${filterOf[name]}`.as(`${name}_text`));

const isSharedCell = sql`cell.baseline_scored > 0 and cell.candidate_scored > 0`;
const ofSharedCell = (value: RawQueryFragment) => sql`case when ${isSharedCell} then ${value} end`;

/**
 * Both sides of an item, made of one cell or of several. What is shared is of cells that both sides have a score of,
 * each cell with one voice; the overall mean is of all its scored results. Passes are counted by result.
 */
export function itemFigures(cells: "one" | "several"): RawQueryFragment[] {
  const sum = (figure: RawQueryFragment) => (cells === "one" ? figure : sql`sum(${figure})`);
  const mean = (figure: RawQueryFragment) => (cells === "one" ? figure : sql`avg(${figure})`);
  // PostgreSQL refuses a quotient that is too small for a number.
  const ratio = (a: RawQueryFragment, b: RawQueryFragment) =>
    sql`case when ${a} < 1e-300 then 0 else ${a} / nullif(${b}, 0)::float8 end`;
  const passes = (passed: RawQueryFragment, scored: RawQueryFragment) =>
    sql`${sum(passed)} >= ${ITEM_PASS_SHARE}::float8 * ${sum(scored)}`;
  return sides.flatMap((name) => {
    const of = (figure: string) => sql`cell.${sql.ref(`${name}_${figure}`)}`;
    return [
      sum(of("results")).as(`${name}_results`),
      ratio(sum(of("sum")), sum(of("scored"))).as(`${name}_overall`),
      passes(of("passed"), of("scored")).as(`${name}_overall_passes`),
      mean(ofSharedCell(ratio(of("sum"), of("scored")))).as(name),
      sum(sql`coalesce(${ofSharedCell(of("scored"))}, 0)`).as(`${name}_shared`),
      passes(ofSharedCell(of("passed")), ofSharedCell(of("scored"))).as(`${name}_passes`),
    ];
  });
}

/** The question of either side, as its latest shared answer was asked. */
export function itemTexts(cells: "one" | "several"): RawQueryFragment[] {
  return sides.map((name) => {
    const text = ofSharedCell(sql`cell.${sql.ref(`${name}_text`)}`);
    return (cells === "one" ? text : sql`max(${text})`).as(`${name}_text`);
  });
}

/** Means of what is equal may differ in their last digits: below this nothing has changed. */
export const ROUNDING = 1e-9;
export const baselinePasses = sql`item.baseline_passes`;
export const candidatePasses = sql`item.candidate_passes`;
export const difference = sql`(item.candidate - item.baseline)`;
export const isShared = sql`item.baseline is not null and item.candidate is not null`;

export const rose = sql`${difference} > ${ROUNDING}::float8`;
export const fell = sql`${difference} < ${-ROUNDING}::float8`;

const overall = (name: Side) => {
  const of = (figure: string) => sql`item.${sql.ref(`${name}_${figure}`)}`;
  return sql`json_build_object(
    'items', count(*) filter (where ${of("results")} > 0),
    'scoredItems', count(${of("overall")}),
    'averageScore', avg(${of("overall")}),
    'variance', var_samp(${of("overall")}),
    'passedItems', count(*) filter (where ${of("overall_passes")}))`;
};
export const itemsFigures = [
  overall("baseline").as("baseline"),
  overall("candidate").as("candidate"),
  // What is not shared has no difference.
  sql`json_build_object(
    'rose', count(*) filter (where ${rose}),
    'fell', count(*) filter (where ${fell}))`.as("movedItems"),
] as const;
export const changedItems =
  sql`(count(*) filter (where item.baseline_text[3] <> item.candidate_text[3]))::int`.as("changedItems");
