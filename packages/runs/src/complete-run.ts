import type { CompleteRun, EndedRun } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import { addRuns } from "@evalboard/facts";
import type { z } from "zod";
import { endInstant } from "./clock.ts";
import { RunConflict } from "./errors.ts";
import { factsOf } from "./facts.ts";
import { getRun } from "./get-run.ts";
import { lockRun } from "./lock-run.ts";

/** Ends the run with its facts. A run that is completed already is given back as it is. */
export async function completeRun(
  em: Em,
  { runId, completedAt }: z.output<typeof CompleteRun>,
  now: Date,
): Promise<EndedRun> {
  const { status, startedAt } = await lockRun(em, runId);
  if (status === "failed") {
    throw new RunConflict(`runId: run ${runId} has failed and cannot be completed; record a new run`);
  }
  if (status === "running") {
    const facts = await factsOf(em, runId);
    if (facts.totalItems === 0) {
      throw new RunConflict(
        `runId: run ${runId} has no results; add them before completing, or fail the run`,
      );
    }
    const ended = endInstant("completedAt", completedAt, startedAt, now);
    await em.nativeUpdate(Run, runId, { ...facts, status: "completed", completedAt: ended });
    const run = await getRun(em, runId);
    await addRuns(em, [{ id: runId, completedAt: ended }]);
    return { changed: true, run };
  }
  return { changed: false, run: await getRun(em, runId) };
}
