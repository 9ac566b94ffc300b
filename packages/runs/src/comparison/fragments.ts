import { PASS_SCORE, type Side, sides } from "@evalboard/contract/words";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

// What SQL has and the query builder has no method for, each named once; what only a page needs is in `answers.ts`. The aliases: `run` a run of a group and `version` its prompt version, `member` a run with its
// side and `result` its result, `cell` both sides of what is like, `item` both sides of an item.

export function sideOf(side: Side): RawQueryFragment<"side"> {
  return sql`${side}::text`.as("side");
}

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
  commonOf(sql`run.model_id`).as("modelId"),
  commonOf(sql`run.dataset_id`).as("datasetId"),
  commonOf(sql`version.prompt_id`).as("promptId"),
  commonOf(sql`version.id`).as("promptVersionId"),
  commonOf(sql`run.label`).as("label"),
] as const;

export const members = sql.ref("members");
export const memberOfResult = { "member.id": sql.ref("result.run_id") };
export const side = sql`member.side`;
export const datasetId = sql`member.dataset_id`;
/** By code points, whatever the database's locale: an order of its own, and the quickest to sort by. */
export const itemKey = sql`result.item_key collate "C"`;
export const matchedColumn = {
  model: sql`member.model_id`,
  promptVersion: sql`member.prompt_version_id`,
} as const;

export const resultFigures = [
  sql`count(*)::float8`.as("results"),
  sql`(count(*) - count(result.score))::float8`.as("erroredResults"),
  sql`avg(result.latency_ms)`.as("meanLatencyMs"),
  sql`count(result.latency_ms)::float8`.as("measuredResults"),
  sql`avg(result.cost_usd)`.as("meanCostUsd"),
  sql`count(result.cost_usd)::float8`.as("pricedResults"),
] as const;

// Both sides of a cell: its results, those with a score, and the sum of their scores.
const ofBaseline = sql`filter (where member.side = 'baseline')`;
const ofCandidate = sql`filter (where member.side = 'candidate')`;
export const cellFigures = [
  sql`count(*) ${ofBaseline}`.as("baseline_results"),
  sql`count(*) ${ofCandidate}`.as("candidate_results"),
  sql`count(result.score) ${ofBaseline}`.as("baseline_scored"),
  sql`count(result.score) ${ofCandidate}`.as("candidate_scored"),
  sql`sum(result.score) ${ofBaseline}`.as("baseline_sum"),
  sql`sum(result.score) ${ofCandidate}`.as("candidate_sum"),
] as const;
export const cellItem = [sql`cell.dataset_id`, sql`cell.item_key`] as const;

/**
 * Both sides of an item, made of one cell or of several. What is shared is of cells that both sides have a score of,
 * each cell with one voice; the overall mean is of all its scored results.
 */
export function itemFigures(cells: "one" | "several"): RawQueryFragment[] {
  const sum = (figure: RawQueryFragment) => (cells === "one" ? figure : sql`sum(${figure})`);
  const mean = (figure: RawQueryFragment) => (cells === "one" ? figure : sql`avg(${figure})`);
  const isShared = sql`cell.baseline_scored > 0 and cell.candidate_scored > 0`;
  // PostgreSQL refuses a quotient that is too small for a number.
  const ratio = (a: RawQueryFragment, b: RawQueryFragment) =>
    sql`case when ${a} < 1e-300 then 0 else ${a} / nullif(${b}, 0)::float8 end`;
  return sides.flatMap((name) => {
    const results = sql`cell.${sql.ref(`${name}_results`)}`;
    const scored = sql`cell.${sql.ref(`${name}_scored`)}`;
    const total = sql`cell.${sql.ref(`${name}_sum`)}`;
    return [
      sum(results).as(`${name}_results`),
      ratio(sum(total), sum(scored)).as(`${name}_overall`),
      mean(sql`case when ${isShared} then ${ratio(total, scored)} end`).as(name),
      sum(sql`case when ${isShared} then ${scored} else 0 end`).as(`${name}_shared`),
    ];
  });
}

/** Means of what is equal may differ in their last digits: below this nothing has changed. */
export const ROUNDING = 1e-9;
const passes = (mean: RawQueryFragment) => sql`(${mean} >= ${PASS_SCORE - ROUNDING}::float8)`;
export const baselinePasses = passes(sql`item.baseline`);
export const candidatePasses = passes(sql`item.candidate`);
export const difference = sql`(item.candidate - item.baseline)`;
export const isShared = sql`item.baseline is not null and item.candidate is not null`;

const shared = [
  sql`count(${difference})::int`.as("sharedItems"),
  sql`avg(item.baseline)`.as("baseline"),
  sql`avg(item.candidate)`.as("candidate"),
  sql`avg(${difference})`.as("difference"),
  sql`stddev_samp(${difference})`.as("deviation"),
  sql`(count(*) filter (where ${baselinePasses} and ${candidatePasses}))::int`.as("both"),
  sql`(count(*) filter (where not ${baselinePasses} and not ${candidatePasses}))::int`.as("neither"),
  sql`(count(*) filter (where not ${baselinePasses} and ${candidatePasses}))::int`.as("gained"),
  sql`(count(*) filter (where ${baselinePasses} and not ${candidatePasses}))::int`.as("lost"),
  sql`coalesce(bool_and(item.baseline in (0, 1) and item.candidate in (0, 1)), false)`.as("isPassOrFail"),
] as const;
const overall = (results: RawQueryFragment, mean: RawQueryFragment) => sql`json_build_object(
  'items', count(*) filter (where ${results} > 0),
  'scoredItems', count(${mean}),
  'averageScore', avg(${mean}),
  'variance', var_samp(${mean}),
  'passedItems', count(*) filter (where ${passes(mean)}))`;
export const itemsFigures = [
  ...shared,
  sql`json_build_object(
    'baseline', ${overall(sql`item.baseline_results`, sql`item.baseline_overall`)},
    'candidate', ${overall(sql`item.candidate_results`, sql`item.candidate_overall`)})`.as("overall"),
] as const;
