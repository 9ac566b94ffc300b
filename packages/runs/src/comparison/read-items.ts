import { RunResult, type Em } from "@evalboard/db";
import { itemsFigures } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { itemsOf } from "./items-of.ts";
import { ItemsRow } from "./rows.ts";

/** What the items come to: each group's own, and those that both share. */
export async function readItems(em: Em, groups: Groups): Promise<ItemsRow> {
  const row = await em
    .createQueryBuilder(RunResult)
    .from(itemsOf(em, groups), "item")
    .select([...itemsFigures])
    .execute("get", false);
  return ItemsRow.parse(row);
}
