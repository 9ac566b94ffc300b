import { type Em, Run, RunResult } from "@evalboard/db";
import type { QueryBuilder } from "@mikro-orm/sql";
import { itemKey, memberOfResult, members } from "../fragments.ts";
import {
  cellFigures,
  cellItem,
  cellTexts,
  datasetId,
  itemFigures,
  itemTexts,
  matchedColumn,
  memberColumns,
} from "./fragments.ts";
import type { Group, Groups } from "./groups.ts";

/** The items of both groups, each with both its sides; see `itemFigures`, and with their texts `itemTexts`. */
export function itemsOf(em: Em, groups: Groups, { withTexts = false } = {}) {
  const matched = matchedColumns(groups);
  const cells = memberResults(em, groups)
    .select([datasetId, itemKey.as("item_key"), ...cellFigures, ...(withTexts ? cellTexts : [])])
    .groupBy([itemKey, datasetId, ...matched]);
  const items = em.createQueryBuilder(RunResult).from(cells, "cell");
  const figures = (each: "one" | "several") => [
    ...cellItem,
    ...itemFigures(each),
    ...(withTexts ? itemTexts(each) : []),
  ];
  // One cell an item, as with two single runs, needs no second grouping: that would take half as long again.
  if (matched.length === 0) return items.select(figures("one"));
  return items.select(figures("several")).groupBy([...cellItem]);
}

/** What tells the cells of an item apart. */
export function matchedColumns({ matchedBy }: Groups) {
  return matchedBy.map((dimension) => matchedColumn[dimension]);
}

/** The results of both groups under the alias `result`, each with its run and side, `member`. */
export function memberResults(em: Em, groups: Groups): QueryBuilder<RunResult, "result"> {
  const results = em
    .createQueryBuilder(RunResult, "result")
    .with("members", membersOf(em, groups))
    .join(members, "member", memberOfResult);
  const { baseline, candidate } = groups;
  if (baseline.row.runId === null || candidate.row.runId === null) return results;
  // Of two runs that it is told, PostgreSQL knows how many results they have.
  return results.andWhere({ run: { $in: [baseline.row.runId, candidate.row.runId] } });
}

/** The runs of both groups, as `memberColumns` has them. */
function membersOf(em: Em, { baseline, candidate }: Groups) {
  return runsOf(em, "baseline", baseline).unionAll(runsOf(em, "candidate", candidate));
}

/** Those of several groups, each called by its place. */
export function membersOfAll(em: Em, groups: readonly Group[]) {
  const [first, ...others] = groups.map((group, place) => runsOf(em, String(place), group));
  if (first === undefined) throw new RangeError("Groups were asked for, and none was given.");
  return others.length === 0 ? first : first.unionAll(...others);
}

/** The runs of one group, called as is said. */
function runsOf(em: Em, side: string, { runs }: Group) {
  return em
    .createQueryBuilder(Run, "run")
    .join("run.model", "model")
    .join("run.dataset", "dataset")
    .join("run.promptVersion", "version")
    .select(memberColumns(side))
    .where(runs);
}
