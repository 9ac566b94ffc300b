import type { Side } from "@evalboard/contract/words";
import { type Em, Run, RunResult } from "@evalboard/db";
import type { QueryBuilder } from "@mikro-orm/sql";
import {
  cellFigures,
  cellItem,
  datasetId,
  itemFigures,
  itemKey,
  matchedColumn,
  memberOfResult,
  members,
  sideOf,
} from "./fragments.ts";
import type { Group, Groups } from "./groups.ts";

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

/** The results of both groups under the alias `result`, each with its run and side, `member`. */
export function memberResults(em: Em, { baseline, candidate }: Groups): QueryBuilder<RunResult, "result"> {
  const both = runsOf(em, "baseline", baseline).unionAll(runsOf(em, "candidate", candidate));
  return em
    .createQueryBuilder(RunResult, "result")
    .with("members", both)
    .join(members, "member", memberOfResult);
}

function runsOf(em: Em, side: Side, { runs }: Group) {
  return em
    .createQueryBuilder(Run, "run")
    .select(["run.id", "run.model", "run.dataset", "run.promptVersion", "run.completedAt", sideOf(side)])
    .where(runs);
}
