import { CLOCK_TOLERANCE_MS } from "@evalboard/contract/words";
import type { CompleteRun, EndedRun, FailRun, RecordedContent } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import { addRuns, type CompletedRun } from "@evalboard/facts";
import type { z } from "zod";
import { InvalidRun, RunConflict } from "./errors.ts";
import { figuresOf } from "./figures.ts";
import { getRun, lockRun } from "./run-row.ts";
import { storableText } from "./text.ts";

/** Ends the run with its figures. A run that is completed already is given back as it is, and takes the hash. */
export async function completeRun(
  em: Em,
  { runId, completedAt, content }: z.output<typeof CompleteRun>,
  now: Date,
): Promise<EndedRun> {
  const { status, startedAt, totalItems } = await lockRun(em, runId);
  if (status === "failed") {
    throw new RunConflict(`runId: run ${runId} has failed and cannot be completed; record a new run`);
  }
  if (status === "running") {
    const figures = (await figuresOf(em, [runId])).get(runId);
    if (!figures) {
      throw new RunConflict(
        `runId: run ${runId} has no results; add them before completing, or fail the run`,
      );
    }
    const ended = endInstant("completedAt", completedAt, startedAt, now);
    const contentHash = hashOf(content, figures.totalItems);
    await em.nativeUpdate(Run, runId, { ...figures, contentHash, status: "completed", completedAt: ended });
    const run = await getRun(em, runId, figures.totalItems ?? undefined);
    await addRuns(em, [completedRun(runId, ended, { ...figures, limited: run.limited })]);
    return { changed: true, run };
  }
  await keepHash(em, runId, hashOf(content, totalItems));
  return { changed: false, run: await getRun(em, runId) };
}

/** A completed run of these figures, as the facts have to know it. */
export function completedRun(
  id: string,
  completedAt: Date,
  { metrics, limited }: Pick<Run, "metrics" | "limited">,
): CompletedRun {
  return { id, completedAt, hasMetrics: metrics !== null && metrics.length > 0, limited };
}

/** Ends the run without figures. A run that has failed already is given back as it is. */
export async function failRun(
  em: Em,
  { runId, error, failedAt, content }: z.output<typeof FailRun>,
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
  if (content) await keepHash(em, runId, hashOf(content, await em.count(RunResult, { run: runId })));
  return { changed: status === "running", run: await getRun(em, runId) };
}

/** Null where what was sent is not all that is stored. */
function hashOf(content: RecordedContent | undefined, stored: number | null): string | null {
  return content !== undefined && content.results === stored ? content.hash : null;
}

async function keepHash(em: Em, runId: string, contentHash: string | null): Promise<void> {
  if (contentHash !== null) await em.nativeUpdate(Run, runId, { contentHash });
}

/**
 * The instant to store for one that a caller gave: `now` where none was given or where it is
 * ahead by less than a minute. Throws `InvalidRun` for one further in the future.
 */
export function pastInstant(field: string, given: string | undefined, now: Date): Date {
  if (given === undefined) return now;
  const instant = new Date(given);
  if (instant.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new InvalidRun(
      `${field}: must not be in the future; ${given} is, the server's time is ${now.toISOString()}`,
    );
  }
  return instant > now ? now : instant;
}

/** The instant at which a run ended. Throws `InvalidRun` for one before its start. */
function endInstant(field: string, given: string | undefined, startedAt: Date, now: Date): Date {
  const ended = pastInstant(field, given, now);
  if (ended >= startedAt) return ended;
  // A server clock that was set back must not keep a run from ending.
  if (given === undefined) return startedAt;
  throw new InvalidRun(`${field}: must not be before the run's start, ${startedAt.toISOString()}`);
}
