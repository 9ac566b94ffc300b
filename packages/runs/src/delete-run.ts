import type { DeletedRun, DeleteRun } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { subtractRuns } from "@evalboard/facts";
import type { z } from "zod";
import { completedRun } from "./end-run.ts";
import { InvalidRun, RunNotFound } from "./errors.ts";
import { lockVersionOf } from "./prompt-versions.ts";
import { lockRun } from "./run-row.ts";

/**
 * Removes the run and its results; where it was the first of its prompt version, the version stands by the next one. Throws
 * `InvalidRun` where the name given is not the run's.
 */
export async function deleteRun(
  em: Em,
  { runId, externalId }: z.output<typeof DeleteRun>,
): Promise<DeletedRun> {
  const named = await em.findOne(Run, runId, { fields: ["externalId", "promptVersion"] });
  if (!named) throw new RunNotFound(runId);
  if (named.externalId !== externalId) {
    throw new InvalidRun(
      `externalId: must be the name of the run that is to be deleted, "${named.externalId}"`,
    );
  }
  const moveVersion = await lockVersionOf(em, named.promptVersion.id);
  const run = await lockRun(em, runId);
  const results = await em.count(RunResult, { run: runId });
  await moveVersion(runId);
  if (run.completedAt) await subtractRuns(em, [completedRun(runId, run.completedAt, run)]);
  await em.nativeDelete(Run, runId);
  return { runId, results };
}
