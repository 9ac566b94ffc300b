import type { DeletedRun, DeleteRun } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { subtractRuns } from "@evalboard/facts";
import type { z } from "zod";
import { InvalidRun } from "./errors.ts";
import { lockRun } from "./run-row.ts";

/** Removes the run and its results. Throws `InvalidRun` where the name given is not the run's. */
export async function deleteRun(
  em: Em,
  { runId, externalId }: z.output<typeof DeleteRun>,
): Promise<DeletedRun> {
  const run = await lockRun(em, runId);
  if (run.externalId !== externalId) {
    throw new InvalidRun(
      `externalId: must be the name of the run that is to be deleted, "${run.externalId}"`,
    );
  }
  const results = await em.count(RunResult, { run: runId });
  if (run.completedAt) await subtractRuns(em, [{ id: runId, completedAt: run.completedAt }]);
  await em.nativeDelete(Run, runId);
  return { runId, results };
}
