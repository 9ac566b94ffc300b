import { RunResult, type Em } from "@evalboard/db";
import { cellFigures, cellItem, datasetId, itemFigures, itemKey, matchedColumn } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./member-results.ts";

/** The items of both groups, each with both its sides; see `itemFigures`. */
export function itemsOf(em: Em, groups: Groups) {
  const matched = groups.matchedBy.map((dimension) => matchedColumn[dimension]);
  const cells = memberResults(em, groups)
    .select([datasetId, itemKey.as("item_key"), ...cellFigures])
    .groupBy([itemKey, datasetId, ...matched]);
  const items = em.createQueryBuilder(RunResult).from(cells, "cell");
  // One cell an item, as with two single runs, needs no second grouping: that would take half as long again.
  if (matched.length === 0) return items.select([...cellItem, ...itemFigures("one")]);
  return items.select([...cellItem, ...itemFigures("several")]).groupBy([...cellItem]);
}
