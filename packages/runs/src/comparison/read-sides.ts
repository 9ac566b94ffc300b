import { RunResult, type Em } from "@evalboard/db";
import { z } from "zod";
import { datasetId, itemFigures, itemKey, itemSide, side, sideFigures } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./member-results.ts";
import { SideRow } from "./rows.ts";

export interface Sides {
  readonly baseline: SideRow;
  readonly candidate: SideRow;
}

/** What each group's results come to; an item's repeats and runs are averaged first. */
export async function readSides(em: Em, groups: Groups): Promise<Sides> {
  const items = memberResults(em, groups)
    .select([side, datasetId, itemKey, ...itemFigures])
    .groupBy([side, datasetId, itemKey]);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([...sideFigures])
    .groupBy(itemSide)
    .orderBy({ [itemSide]: "asc" })
    .execute("all", false);
  const [baseline, candidate] = z.tuple([SideRow, SideRow]).parse(rows);
  return { baseline, candidate };
}
