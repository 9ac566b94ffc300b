import type { ItemChange } from "@evalboard/contract";
import type { Dimension } from "@evalboard/contract/words";
import { type Em, RunResult } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { beginning, itemKey, resultOfLatest } from "../fragments.ts";
import {
  baselinePasses,
  candidatePasses,
  datasetId,
  difference,
  fell,
  rose,
  ROUNDING,
  side,
} from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./items.ts";
import { AnswerRow, type ComparedRow, type ItemPlace } from "./rows.ts";

/** Of each item and side the latest scored answer among those that its mean is over. */
export async function latestAnswers(
  em: Em,
  groups: Groups,
  items: readonly ComparedRow[],
): Promise<AnswerRow[]> {
  const answers = memberResults(em, groups)
    .select(answerOfCell(groups.matchedBy))
    .andWhere({ score: { $ne: null }, itemKey: { $in: items.map((item) => item.itemKey) } })
    .andWhere(isOneOf(items));
  const latest = em
    .createQueryBuilder(RunResult)
    .from(answers, "answer")
    .select(answer)
    .distinctOn([...answerItem])
    .where(isOfSharedCell)
    .orderBy([...latestFirst]);
  const rows = await em
    .createQueryBuilder(RunResult, "result")
    .join(latest, "latest", resultOfLatest)
    .select([...answerColumns])
    .execute("all", false);
  return AnswerRow.array().parse(rows);
}

// As in `fragments.ts`. The aliases: `item` both sides of an item, `member` a run and `result` its result, `answer` a
// scored result of an item on the page, `latest` the last of them.

/** Which items a page is of, by the contract's names. */
export const changeCondition: Record<ItemChange, RawQueryFragment & symbol> = {
  gained: sql`not ${baselinePasses} and ${candidatePasses}`,
  lost: sql`${baselinePasses} and not ${candidatePasses}`,
  flipped: sql`${baselinePasses} <> ${candidatePasses}`,
  rose,
  fell,
  changed: sql`abs(${difference}) > ${ROUNDING}::float8`,
  all: sql`true`,
};

/** How far an item's mean moved, in billionths: whole numbers compare alike on every page. */
const moved = sql`round(abs(${difference}) * 1e9)::int`;

export const itemColumns = [
  sql`item.dataset_id`.as("datasetId"),
  sql`item.item_key`.as("itemKey"),
  sql`item.baseline`.as("baseline"),
  sql`item.candidate`.as("candidate"),
  sql`${difference}`.as("difference"),
  sql`item.baseline_shared::int`.as("baselineResults"),
  sql`item.candidate_shared::int`.as("candidateResults"),
  sql`${baselinePasses}`.as("baselinePasses"),
  sql`${candidatePasses}`.as("candidatePasses"),
  sql`${moved}`.as("moved"),
] as const;

/** The largest change first. */
export const mostMovedFirst = [
  { [sql`${moved}`]: "desc" },
  { [sql`item.dataset_id`]: "asc" },
  { [sql`item.item_key`]: "asc" },
] as const;

/** Begins after the item there; as a row, see `pager.ts`. */
export function isAfter(place: ItemPlace): RawQueryFragment & symbol {
  return sql`(-${moved}, item.dataset_id, item.item_key) >
    (${-place.moved}::int, ${place.datasetId}::uuid, ${place.itemKey}::text collate "C")`;
}

/** The items as a table that a condition can look into. */
function isOneOf(
  items: readonly { readonly datasetId: string; readonly itemKey: string }[],
): RawQueryFragment & symbol {
  const rows = items.map((item) => ({ dataset_id: item.datasetId, item_key: item.itemKey }));
  return sql`(member.dataset_id, result.item_key) in
    (select * from json_to_recordset(${JSON.stringify(rows)}::json) as item (dataset_id uuid, item_key text))`;
}

/** A scored answer, and whether both sides have one of its cell. */
function answerOfCell(matchedBy: readonly Dimension[]): RawQueryFragment[] {
  const model = sql`case when ${matchedBy.includes("model")}::bool then member.model_id end`;
  const version = sql`case when ${matchedBy.includes("promptVersion")}::bool then member.prompt_version_id end`;
  const cell = sql`(partition by member.dataset_id, result.item_key, ${model}, ${version})`;
  return [
    side,
    datasetId,
    itemKey.as("item_key"),
    sql`result.run_id`,
    sql`result.position`,
    sql`member.turn`,
    sql`min(member.side) over ${cell} <> max(member.side) over ${cell}`.as("is_shared"),
  ];
}
const isOfSharedCell = sql`answer.is_shared`;

const answer = sql`answer.*`;
const answerItem = [sql`answer.side`, sql`answer.dataset_id`, sql`answer.item_key`] as const;
const latestFirst = [
  ...answerItem.map((column) => ({ [column]: "asc" as const })),
  { [sql`answer.turn`]: "desc" },
  { [sql`answer.position`]: "desc" },
] as const;
const answerColumns = [
  sql`latest.side`.as("side"),
  sql`latest.dataset_id`.as("datasetId"),
  sql`result.item_key`.as("itemKey"),
  sql`result.item_name`.as("itemName"),
  sql`result.run_id`.as("runId"),
  sql`result.position`.as("position"),
  sql`result.score`.as("score"),
  beginning(sql`result.input`).as("input"),
  beginning(sql`result.expected`).as("expected"),
  beginning(sql`result.output`).as("output"),
  beginning(sql`result.reason`).as("reason"),
] as const;
