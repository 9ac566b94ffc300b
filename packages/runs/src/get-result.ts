import type { ResultId, ResultRow } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { ResultNotFound } from "./errors.ts";
import { requireRun } from "./require-run.ts";
import { resultRow } from "./result-row.ts";

/** One result with its whole texts. */
export async function getResult(em: Em, { runId, position }: ResultId): Promise<ResultRow> {
  const result = await em.findOne(RunResult, { run: runId, position });
  if (result) return resultRow(result);
  await requireRun(em, runId);
  throw new ResultNotFound(position);
}
