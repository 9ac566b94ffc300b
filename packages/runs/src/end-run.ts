import { CLOCK_TOLERANCE_MS } from "@evalboard/contract/words";
import type { EndedRun, FailRun, RecordedContent } from "@evalboard/contract";
import { type Em, Run, RunResult } from "@evalboard/db";
import type { CompletedRun } from "@evalboard/facts";
import type { z } from "zod";
import { InvalidRun, RunConflict } from "./errors.ts";
import { getRun, lockRun } from "./run-row.ts";
import { storableText } from "./text.ts";

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
      failedAt: orThrow(endInstant("failedAt", failedAt, startedAt, now)),
    });
  }
  if (content) await keepHash(em, runId, hashOf(content, await em.count(RunResult, { run: runId })));
  return { changed: status === "running", run: await getRun(em, runId) };
}

/** Null where what was sent is not all that is stored. */
export function hashOf(content: RecordedContent | undefined, stored: number | null): string | null {
  return content !== undefined && content.results === stored ? content.hash : null;
}

/** Has a run that has ended take the hash of what was sent, where that is all of it. */
export async function keepHash(em: Em, runId: string, contentHash: string | null): Promise<void> {
  if (contentHash !== null) await em.nativeUpdate(Run, runId, { contentHash });
}

/**
 * The instant to store for one that a caller gave: `now` where none was given or where it is
 * ahead by less than a minute. Throws `InvalidRun` for one further in the future.
 */
export function pastInstant(field: string, given: string | undefined, now: Date): Date {
  return given === undefined ? now : orThrow(instantBefore(field, given, now));
}

function instantBefore(field: string, given: string, now: Date): Date | InvalidRun {
  const instant = new Date(given);
  if (instant.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    return new InvalidRun(
      `${field}: must not be in the future; ${given} is, the server's time is ${now.toISOString()}`,
    );
  }
  return instant > now ? now : instant;
}

/** The instant at which a run ended; why it cannot be that, where it is before the run's start or in the future. */
export function endInstant(
  field: string,
  given: string | undefined,
  startedAt: Date,
  now: Date,
): Date | InvalidRun {
  const ended = given === undefined ? now : instantBefore(field, given, now);
  if (ended instanceof Error || ended >= startedAt) return ended;
  // A server clock that was set back must not keep a run from ending.
  if (given === undefined) return startedAt;
  return new InvalidRun(`${field}: must not be before the run's start, ${startedAt.toISOString()}`);
}

function orThrow(instant: Date | InvalidRun): Date {
  if (instant instanceof Error) throw instant;
  return instant;
}
