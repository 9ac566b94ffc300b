import { RunResult, type Em } from "@evalboard/db";
import {
  cellFigures,
  cellItem,
  datasetId,
  isShared,
  itemKey,
  matchedColumn,
  pairFigures,
  pairScores,
} from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./member-results.ts";
import { PairsRow } from "./rows.ts";

/** The items that both groups share, each with one mean a side: of what is like in both, of each alike much. */
export function pairsOf(em: Em, groups: Groups) {
  const matched = groups.matchedBy.map((dimension) => matchedColumn[dimension]);
  const cells = memberResults(em, groups)
    .select([datasetId, itemKey, ...cellFigures])
    .where({ score: { $ne: null } })
    .groupBy([datasetId, itemKey, ...matched]);
  return em
    .createQueryBuilder(RunResult)
    .from(cells, "cell")
    .select([...cellItem, ...pairScores])
    .where(isShared)
    .groupBy([...cellItem]);
}

/** What the shared items come to. */
export async function readPairs(em: Em, groups: Groups): Promise<PairsRow> {
  const row = await em
    .createQueryBuilder(RunResult)
    .from(pairsOf(em, groups), "pair")
    .select([...pairFigures])
    .execute("get", false);
  return PairsRow.parse(row);
}
