import type { DeletedRun, DeleteRun } from "@evalboard/contract";
import { type Em, PromptVersion, Run, RunResult } from "@evalboard/db";
import { subtractRuns } from "@evalboard/facts";
import { LockMode } from "@mikro-orm/core";
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
  await moveVersion([runId]);
  if (run.completedAt) await subtractRuns(em, [completedRun(runId, run.completedAt, run)]);
  await em.nativeDelete(Run, runId);
  return { runId, results };
}

/** Removes runs and their results together, those that are not there any more left out; gives how many there were. */
export async function deleteRuns(em: Em, runIds: readonly string[]): Promise<number> {
  const among = { id: { $in: [...runIds] } };
  const named = await em.find(Run, among, { fields: ["promptVersion"] });
  const versions = await em.find(
    PromptVersion,
    { id: { $in: [...new Set(named.map(({ promptVersion }) => promptVersion.id))] } },
    { fields: ["prompt.canonical"], populate: ["prompt"] },
  );
  const canonicalOf = ({ prompt }: (typeof versions)[number]) => prompt.$.canonical.id;
  // In the order in which everybody waits for the names of prompts.
  versions.sort((a, b) => (canonicalOf(a) < canonicalOf(b) ? -1 : 1));
  const moves = [];
  for (const { id } of versions) moves.push(await lockVersionOf(em, id));
  const runs = await em.find(Run, among, {
    orderBy: { id: "asc" },
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  const ids = runs.map(({ id }) => id);
  for (const moveVersion of moves) await moveVersion(ids);
  const ended = runs.flatMap((run) => (run.completedAt ? [completedRun(run.id, run.completedAt, run)] : []));
  if (ended.length > 0) await subtractRuns(em, ended);
  await em.nativeDelete(Run, { id: { $in: ids } });
  return ids.length;
}
