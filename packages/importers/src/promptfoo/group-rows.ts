import { checkResult } from "../check-result.ts";
import { ImportError } from "../import-error.ts";
import { itemKeyOf } from "./item-key-of.ts";
import type { PlacedRow } from "./read-rows.ts";
import { resultOf } from "./result-of.ts";
import { RowGroups } from "./row-groups.ts";

/** Checks every row and groups them; keeps none. Throws `ImportError`. */
export async function groupRows(rows: AsyncIterable<PlacedRow>): Promise<RowGroups> {
  const groups = new RowGroups();
  for await (const { row, where } of rows) {
    checkResult(resultOf(row, itemKeyOf(row), 1), where);
    groups.add(row, where);
  }
  if (groups.inOrder().length === 0) throw new ImportError("results.results: holds no results");
  return groups;
}
