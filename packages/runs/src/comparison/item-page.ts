import { createHash } from "node:crypto";
import type { ComparedItem, ComparedItemPage, ListComparedItems } from "@evalboard/contract";
import type { Side } from "@evalboard/contract/words";
import { Dataset, type Em, RunResult } from "@evalboard/db";
import { z } from "zod";
import { cutPage, readCursor } from "../pager.ts";
import { cut } from "../result-row.ts";
import { outcomeOf } from "../run-row.ts";
import { changeCondition, isAfter, itemColumns, latestAnswers, mostMovedFirst } from "./answers.ts";
import { isShared } from "./fragments.ts";
import { type Groups, readGroups } from "./groups.ts";
import { itemsOf } from "./items.ts";
import { type AnswerRow, ComparedRow, type ItemPlace } from "./rows.ts";

type Query = z.output<typeof ListComparedItems>;

/** One page of the items that both groups share. Throws `InvalidRun` for a cursor that no page of this question gave. */
export async function listComparedItems(em: Em, query: Query): Promise<ComparedItemPage> {
  const question = hashQuestion(query);
  const after = query.cursor ? readCursor(cursorShape(question), query.cursor, "of the same question") : null;
  const groups = await readGroups(em, query);
  const rows = await findItems(em, groups, query, after);
  const { page, nextCursor } = cutPage(rows, query.limit, ({ moved, datasetId, itemKey }) =>
    [question, moved, datasetId, itemKey].join("_"),
  );
  return { items: await showItems(em, groups, page), nextCursor };
}

/** Which items are paged through: pages of another size belong to the same question. */
function hashQuestion({ baseline, candidate, change }: Query): string {
  const sorted = (group: object) => Object.entries(group).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const question = JSON.stringify([sorted(baseline), sorted(candidate), change]);
  return createHash("sha256").update(question).digest("hex").slice(0, 16);
}

/** Cursors of this question. */
function cursorShape(question: string): z.ZodType<ItemPlace> {
  return z
    .string()
    .regex(new RegExp(String.raw`^${question}_\d{1,10}_[^_]+_`))
    .transform((text) => {
      const [, moved, datasetId, ...key] = text.split("_");
      return { moved: Number(moved), datasetId, itemKey: key.join("_") };
    })
    .pipe(
      z.object({
        moved: z.int().max(1e9),
        datasetId: z.uuid(),
        itemKey: z.string().refine((key) => key.isWellFormed() && !key.includes("\0")),
      }),
    );
}

/** The items of the page, and one more where there is a next page. */
async function findItems(
  em: Em,
  groups: Groups,
  { change, limit }: Query,
  after: ItemPlace | null,
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

/** An item as the contract has it, shown by an answer of each side. */
function comparedItem(
  row: ComparedRow,
  datasetName: string,
  baseline: AnswerRow,
  candidate: AnswerRow,
): ComparedItem {
  return {
    dataset: { id: row.datasetId, name: datasetName },
    itemKey: row.itemKey,
    itemName: candidate.itemName ?? baseline.itemName,
    input: cut(candidate.input ?? baseline.input),
    expected: cut(candidate.expected ?? baseline.expected),
    baseline: {
      ...sideOf(baseline),
      score: row.baseline,
      results: row.baselineResults,
      passed: row.baselinePasses,
    },
    candidate: {
      ...sideOf(candidate),
      score: row.candidate,
      results: row.candidateResults,
      passed: row.candidatePasses,
    },
    difference: row.difference,
  };
}

function sideOf(answer: AnswerRow) {
  return {
    runId: answer.runId,
    position: answer.position,
    outcome: outcomeOf(answer.score, false),
    output: cut(answer.output),
    reason: cut(answer.reason),
  };
}
