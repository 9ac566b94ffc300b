import { RunResult, type Em } from "@evalboard/db";
import {
  answer,
  answerItem,
  answerOfCell,
  answerColumns,
  isOfSharedCell,
  isOneOf,
  latestFirst,
  resultOfLatest,
} from "./page-fragments.ts";
import type { Groups } from "./groups.ts";
import { memberResults } from "./member-results.ts";
import { AnswerRow, type ComparedRow } from "./rows.ts";

/** Of each item and side the latest scored answer among those that its mean is over. */
export async function latestAnswers(
  em: Em,
  groups: Groups,
  items: readonly ComparedRow[],
): Promise<AnswerRow[]> {
  const answers = memberResults(em, groups)
    .select(answerOfCell(groups.matchedBy))
    .where({ score: { $ne: null }, itemKey: { $in: items.map((item) => item.itemKey) } })
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
