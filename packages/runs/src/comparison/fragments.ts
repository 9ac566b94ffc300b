import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { PASS_SCORE, PREVIEW_LENGTH, type ItemChange } from "../contract/index.ts";
import type { Dimension } from "./groups.ts";

// What SQL has and the query builder has no method for, each named once. The aliases: `run` a run of a group, `member`
// one with its side, `result` its result, `item` a side's item, `cell` both sides of what is like, `pair` both of an item.

/** Means of what is equal may differ in their last digits: below this nothing has changed. */
const ROUNDING = 1e-9;
const passScore = PASS_SCORE - ROUNDING;

/** The two groups that are compared. */
export type Side = "baseline" | "candidate";

export const members = sql.ref("members");
export const memberOfResult = { "member.id": sql.ref("result.run_id") };

export function sideOf(side: Side): RawQueryFragment<"side"> {
  return sql`${side}::text`.as("side");
}

// A group's runs. `min` knows no uuid before PostgreSQL 18.
export const groupSize = [
  sql`count(*)::int`.as("runs"),
  sql`coalesce(sum(run.total_items), 0)::float8`.as("results"),
  sql`(extract(epoch from min(run.completed_at)) * 1000)::float8`.as("firstCompletedMs"),
  sql`(extract(epoch from max(run.completed_at)) * 1000)::float8`.as("lastCompletedMs"),
] as const;
export const common = [
  sql`case when min(run.id::text) = max(run.id::text) then min(run.id::text) end`.as("runId"),
  sql`case when min(run.model_id::text) = max(run.model_id::text) then min(run.model_id::text) end`.as(
    "modelId",
  ),
  sql`case when min(run.dataset_id::text) = max(run.dataset_id::text) then min(run.dataset_id::text) end`.as(
    "datasetId",
  ),
  sql`case when min(version.prompt_id::text) = max(version.prompt_id::text) then min(version.prompt_id::text) end`.as(
    "promptId",
  ),
  sql`case when min(version.id::text) = max(version.id::text) then min(version.id::text) end`.as(
    "promptVersionId",
  ),
  sql`case when count(run.label) = count(*) and min(run.label) = max(run.label) then min(run.label) end`.as(
    "label",
  ),
] as const;

export const side = sql`member.side`;
export const datasetId = sql`member.dataset_id`;
export const matchedColumn = {
  model: sql`member.model_id`,
  promptVersion: sql`member.prompt_version_id`,
} as const;
export const itemKey = sql`result.item_key`;

// A side's item, its repeats and runs taken together.
export const itemFigures = [
  sql`avg(result.score)`.as("score"),
  sql`count(*)`.as("results"),
  sql`count(result.score)`.as("scored_results"),
  sql`sum(result.latency_ms)`.as("latency_ms"),
  sql`count(result.latency_ms)`.as("measured_results"),
  sql`sum(result.cost_usd)`.as("cost_usd"),
  sql`count(result.cost_usd)`.as("priced_results"),
] as const;

// A side, an item having one voice.
export const sideFigures = [
  sql`item.side`,
  sql`count(*)::int`.as("items"),
  sql`count(item.score)::int`.as("scoredItems"),
  sql`avg(item.score)`.as("averageScore"),
  sql`var_samp(item.score)`.as("variance"),
  sql`(count(*) filter (where item.score >= ${passScore}::float8))::int`.as("passedItems"),
  sql`sum(item.results)::float8`.as("results"),
  sql`sum(item.results - item.scored_results)::float8`.as("erroredResults"),
  sql`sum(item.latency_ms) / nullif(sum(item.measured_results), 0)::float8`.as("meanLatencyMs"),
  sql`sum(item.measured_results)::float8`.as("measuredResults"),
  sql`sum(item.cost_usd) / nullif(sum(item.priced_results), 0)::float8`.as("meanCostUsd"),
  sql`sum(item.priced_results)::float8`.as("pricedResults"),
] as const;
export const itemSide = sql`item.side`;

// Both sides of a cell; one without a score has no mean.
export const cellFigures = [
  sql`avg(result.score) filter (where member.side = 'baseline')`.as("baseline"),
  sql`avg(result.score) filter (where member.side = 'candidate')`.as("candidate"),
  sql`count(*) filter (where member.side = 'baseline')`.as("baseline_results"),
  sql`count(*) filter (where member.side = 'candidate')`.as("candidate_results"),
] as const;
export const isShared = sql`cell.baseline is not null and cell.candidate is not null`;

export const cellItem = [sql`cell.dataset_id`, sql`cell.item_key`] as const;
export const pairScores = [
  sql`avg(cell.baseline)`.as("baseline"),
  sql`avg(cell.candidate)`.as("candidate"),
  sql`sum(cell.baseline_results)::int`.as("baseline_results"),
  sql`sum(cell.candidate_results)::int`.as("candidate_results"),
] as const;

const baselinePasses = sql`pair.baseline >= ${passScore}::float8`;
const candidatePasses = sql`pair.candidate >= ${passScore}::float8`;
const difference = sql`pair.candidate - pair.baseline`;

export const pairFigures = [
  sql`count(*)::int`.as("items"),
  sql`avg(pair.baseline)`.as("baseline"),
  sql`avg(pair.candidate)`.as("candidate"),
  sql`avg(${difference})`.as("difference"),
  sql`stddev_samp(${difference})`.as("deviation"),
  sql`(count(*) filter (where ${baselinePasses} and ${candidatePasses}))::int`.as("both"),
  sql`(count(*) filter (where not ${baselinePasses} and not ${candidatePasses}))::int`.as("neither"),
  sql`(count(*) filter (where not ${baselinePasses} and ${candidatePasses}))::int`.as("gained"),
  sql`(count(*) filter (where ${baselinePasses} and not ${candidatePasses}))::int`.as("lost"),
  sql`coalesce(bool_and(pair.baseline in (0, 1) and pair.candidate in (0, 1)), false)`.as("isPassOrFail"),
] as const;

/** What an item shows of a change, by the contract's names. */
export const changeCondition: Record<ItemChange, RawQueryFragment & symbol> = {
  gained: sql`not ${baselinePasses} and ${candidatePasses}`,
  lost: sql`${baselinePasses} and not ${candidatePasses}`,
  flipped: sql`${baselinePasses} <> ${candidatePasses}`,
  rose: sql`${difference} > ${ROUNDING}::float8`,
  fell: sql`${difference} < ${-ROUNDING}::float8`,
  changed: sql`abs(${difference}) > ${ROUNDING}::float8`,
  all: sql`true`,
};

/** How far an item's mean moved, in billionths: whole numbers compare alike on every page. */
const moved = sql`round(abs(${difference}) * 1e9)::int`;

export const itemColumns = [
  sql`pair.dataset_id`.as("datasetId"),
  sql`pair.item_key`.as("itemKey"),
  sql`pair.baseline`.as("baseline"),
  sql`pair.candidate`.as("candidate"),
  sql`${difference}`.as("difference"),
  sql`pair.baseline_results`.as("baselineResults"),
  sql`pair.candidate_results`.as("candidateResults"),
  sql`${moved}`.as("moved"),
] as const;

/** The largest change first; a key's order is that of its code points, whatever the database's locale. */
export const mostMovedFirst = [
  { [sql`${moved}`]: "desc" },
  { [sql`pair.dataset_id`]: "asc" },
  { [sql`pair.item_key collate "C"`]: "asc" },
] as const;

export function movedLessThan(after: {
  readonly moved: number;
  readonly datasetId: string;
  readonly itemKey: string;
}): RawQueryFragment & symbol {
  return sql`(-${moved}, pair.dataset_id, pair.item_key collate "C") > (${-after.moved}::int, ${after.datasetId}::uuid, ${after.itemKey}::text)`;
}

/** The items as a table that a condition can look into. */
export function isOneOf(
  items: readonly { readonly datasetId: string; readonly itemKey: string }[],
): RawQueryFragment & symbol {
  const rows = items.map((item) => ({ dataset_id: item.datasetId, item_key: item.itemKey }));
  return sql`(member.dataset_id, result.item_key) in
    (select * from json_to_recordset(${JSON.stringify(rows)}::json) as item (dataset_id uuid, item_key text))`;
}

/** A scored answer, and whether the other side has one of its cell. */
export function answerOfCell(matchedBy: readonly Dimension[]): RawQueryFragment[] {
  const model = sql`case when ${matchedBy.includes("model")}::bool then member.model_id end`;
  const version = sql`case when ${matchedBy.includes("promptVersion")}::bool then member.prompt_version_id end`;
  const sides = sql`array_agg(member.side) over (partition by member.dataset_id, result.item_key, ${model}, ${version})`;
  return [
    side,
    datasetId,
    itemKey,
    sql`result.run_id`,
    sql`result.position`,
    sql`member.completed_at`,
    sql`${sides} @> array['baseline', 'candidate']`.as("is_shared"),
  ];
}
export const isOfSharedCell = sql`answer.is_shared`;

export const answer = [sql`answer.*`] as const;
export const answerItem = [sql`answer.side`, sql`answer.dataset_id`, sql`answer.item_key`] as const;
export const latestFirst = [
  ...answerItem.map((column) => ({ [column]: "asc" as const })),
  { [sql`answer.completed_at`]: "desc" },
  { [sql`answer.run_id`]: "desc" },
  { [sql`answer.position`]: "desc" },
] as const;

export const resultOfLatest = {
  "latest.run_id": sql.ref("result.run_id"),
  "latest.position": sql.ref("result.position"),
};

/** Texts one character longer than a preview, so that it is seen whether they go on. */
const cut = PREVIEW_LENGTH + 1;
export const answerTexts = [
  sql`latest.side`.as("side"),
  sql`latest.dataset_id`.as("datasetId"),
  sql`result.item_key`.as("itemKey"),
  sql`result.run_id`.as("runId"),
  sql`result.position`.as("position"),
  sql`result.score`.as("score"),
  sql`left(result.input, ${cut})`.as("input"),
  sql`left(result.expected, ${cut})`.as("expected"),
  sql`left(result.output, ${cut})`.as("output"),
  sql`left(result.reason, ${cut})`.as("reason"),
] as const;
