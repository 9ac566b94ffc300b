import type { ComparedItem, ComparedItemPage, ListComparedItems } from "@evalboard/contract";
import { Dataset, type Em, RunResult } from "@evalboard/db";
import type { z } from "zod";
import { comparedItem } from "./compared-item.ts";
import { isShared, type Side } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { type ItemCursor, itemCursorOf, parseItemCursor } from "./item-cursor.ts";
import { itemsOf } from "./items-of.ts";
import { latestAnswers } from "./latest-answers.ts";
import { changeCondition, isAfter, itemColumns, mostMovedFirst } from "./page-fragments.ts";
import { readGroups } from "./read-groups.ts";
import { ComparedRow } from "./rows.ts";

type Query = z.output<typeof ListComparedItems>;

/** One page of the items that both groups share. Throws `InvalidRun` for a cursor that no page of this question gave. */
export async function listComparedItems(em: Em, query: Query): Promise<ComparedItemPage> {
  const after = query.cursor ? parseItemCursor(query, query.cursor) : undefined;
  const groups = await readGroups(em, query);
  const rows = await findItems(em, groups, query, after);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: await showItems(em, groups, page),
    nextCursor: last ? itemCursorOf(query, last) : null,
  };
}

/** The items of the page, and one more where there is a next page. */
async function findItems(
  em: Em,
  groups: Groups,
  { change, limit }: Query,
  after: ItemCursor | undefined,
): Promise<ComparedRow[]> {
  const found = em
    .createQueryBuilder(RunResult)
    .from(itemsOf(em, groups), "item")
    .select([...itemColumns])
    .where(isShared)
    .andWhere(changeCondition[change]);
  if (after) found.andWhere(isAfter(after));
  const rows = await found
    .orderBy([...mostMovedFirst])
    .limit(limit + 1)
    .execute("all", false);
  return ComparedRow.array().parse(rows);
}

async function showItems(em: Em, groups: Groups, rows: readonly ComparedRow[]): Promise<ComparedItem[]> {
  if (rows.length === 0) return [];
  const datasets = await em.find(Dataset, { id: { $in: rows.map((row) => row.datasetId) } });
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  const answers = new Map(
    (await latestAnswers(em, groups, rows)).map((answer) => [keyOf(answer.side, answer), answer]),
  );
  return rows.flatMap((row) => {
    const name = names.get(row.datasetId);
    const baseline = answers.get(keyOf("baseline", row));
    const candidate = answers.get(keyOf("candidate", row));
    // All of one snapshot: none is missing.
    return name !== undefined && baseline && candidate ? [comparedItem(row, name, baseline, candidate)] : [];
  });
}

function keyOf(side: Side, { datasetId, itemKey }: Pick<ComparedRow, "datasetId" | "itemKey">): string {
  return JSON.stringify([side, datasetId, itemKey]);
}
