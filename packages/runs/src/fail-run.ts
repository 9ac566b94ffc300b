import type { EndedRun, FailRun } from "@evalboard/contract";
import { type Em, Run } from "@evalboard/db";
import type { z } from "zod";
import { endInstant } from "./clock.ts";
import { RunConflict } from "./errors.ts";
import { getRun } from "./get-run.ts";
import { lockRun } from "./lock-run.ts";
import { storableText } from "./text.ts";

/** Ends the run without facts. A run that has failed already is given back as it is. */
export async function failRun(
  em: Em,
  { runId, error, failedAt }: z.output<typeof FailRun>,
  now: Date,
): Promise<EndedRun> {
  const { status, startedAt } = await lockRun(em, runId);
  if (status === "completed") {
    throw new RunConflict(`runId: run ${runId} is completed and cannot fail any more`);
  }
  if (status === "running") {
    await em.nativeUpdate(Run, runId, {
      status: "failed",
      error: storableText(error),
      failedAt: endInstant("failedAt", failedAt, startedAt, now),
    });
  }
  return { changed: status === "running", run: await getRun(em, runId) };
}
