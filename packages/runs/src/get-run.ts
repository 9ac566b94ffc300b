import type { RunDetail } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { RunNotFound } from "./errors.ts";
import { rowRelations, runRow } from "./run-row.ts";

/** One run as it is committed now, or as this transaction sees it. */
export async function getRun(em: Em, runId: string): Promise<RunDetail> {
  const run = await em.findOne(Run, runId, { populate: rowRelations, refresh: true });
  if (!run) throw new RunNotFound(runId);
  const results = await em.count(RunResult, { run: runId });
  return { ...runRow(run), promptText: run.promptVersion.$.text, results };
}
