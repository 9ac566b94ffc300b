import { Run, type Em } from "@evalboard/db";
import { RunNotFound } from "./errors.ts";

/** Throws `RunNotFound` where there is no such run. */
export async function requireRun(em: Em, runId: string): Promise<void> {
  if ((await em.count(Run, { id: runId })) === 0) throw new RunNotFound(runId);
}
