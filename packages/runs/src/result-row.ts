import {
  PREVIEW_LENGTH,
  scoreBins,
  type ResultId,
  ResultRow,
  type ScoreHistogram,
} from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { ResultNotFound } from "./errors.ts";
import { outcomeOf, requireRun } from "./run-row.ts";

/** One result with its whole texts. */
export async function getResult(em: Em, { runId, position }: ResultId): Promise<ResultRow> {
  const result = await em.findOne(RunResult, { run: runId, position }, { populate: ["transcript"] });
  if (result) return resultRow(result);
  await requireRun(em, runId);
  throw new ResultNotFound(position);
}

const Stored = ResultRow.omit({ outcome: true }).extend({
  // Absent where it was not loaded.
  transcript: ResultRow.shape.transcript.default(null),
  metrics: ResultRow.shape.metrics.nullable().transform((metrics) => metrics ?? {}),
});

/** A stored result as the contract has it. */
export function resultRow(result: RunResult): ResultRow {
  return {
    ...Stored.parse(result),
    outcome: outcomeOf(result.score, result.error !== null),
  };
}

/** A result whose texts are cut, since a list shows their beginnings and a text may be a megabyte. */
export function previewOf(row: ResultRow): ResultRow {
  return {
    ...row,
    input: cut(row.input),
    expected: cut(row.expected),
    output: cut(row.output),
    reason: cut(row.reason),
    error: cut(row.error),
  };
}

/** The text's beginning, at most `PREVIEW_LENGTH` characters and an ellipsis. */
export function cut(text: string | null): string | null {
  if (text === null || text.length <= PREVIEW_LENGTH) return text;
  // A cut between the halves of a surrogate pair would leave half a character.
  return (
    text
      .slice(0, PREVIEW_LENGTH)
      .toWellFormed()
      .replace(/\uFFFD$/, "") + "…"
  );
}

const Bins = z.array(z.object({ bin: z.number(), results: z.number() }));

/** How the scores of a run's results are spread, in ten bins of equal width. */
export async function scoreHistogram(em: Em, runId: string): Promise<ScoreHistogram> {
  await requireRun(em, runId);
  const rows = await em
    .createQueryBuilder(RunResult, "r")
    .select([
      // A score of 1 would begin an eleventh bin.
      sql`least(width_bucket(r.score, 0, 1, ${scoreBins.length}), ${scoreBins.length})`.as("bin"),
      sql`count(*)::int`.as("results"),
    ])
    .where({ run: runId, score: { $ne: null } })
    .groupBy(sql`1`)
    .execute<unknown>("all", false);
  const found = new Map(Bins.parse(rows).map(({ bin, results }) => [bin, results]));
  return scoreBins.map(({ from, to }, index) => ({ from, to, results: found.get(index + 1) ?? 0 }));
}
