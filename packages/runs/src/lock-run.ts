import { Run, type Em } from "@evalboard/db";
import { LockMode } from "@mikro-orm/core";
import { RunNotFound } from "./errors.ts";

/** The run, locked until the transaction ends: whoever adds results or ends the run takes turns. */
export async function lockRun(em: Em, runId: string): Promise<Run> {
  const run = await em.findOne(Run, runId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!run) throw new RunNotFound(runId);
  return run;
}
