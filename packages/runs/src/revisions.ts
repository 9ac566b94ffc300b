import { RunRevision as Revision, type RunRevisions } from "@evalboard/contract";
import { type Em, Run, RunResult, RunRevision, RunRevisionResult } from "@evalboard/db";
import { subtractRuns } from "@evalboard/facts";
import { sql } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import { completedRun } from "./end-run.ts";
import { lockNumberings, lockVersionOf } from "./prompt-versions.ts";
import { getRun, lockRun, requireRun } from "./run-row.ts";

/** A run whose row is gone, so that another one can take its id and its external id in the same transaction. */
export interface SetAsideRun {
  readonly runId: string;
  readonly label: string | null;
  readonly tags: Run["tags"];
  /** How many revisions it has by now. */
  readonly revisions: number;
  /** Their ids, of those that were kept before and of what was set aside. */
  readonly ids: readonly string[];
}

/**
 * Takes the run of this `externalId` off the board and keeps what it held as its next revision; null where there is none.
 * A running one that holds nothing goes without one: so a call that is sent again replaces once. After the new row is there,
 * call `keepRevisions`. `promptId` is the prompt of the new row.
 */
export async function setAsideRun(
  em: Em,
  externalId: string,
  promptId: string,
  now: Date,
): Promise<SetAsideRun | null> {
  const named = await em.findOne(Run, { externalId }, { fields: ["id"], populate: ["promptVersion"] });
  if (!named) return null;
  // Before the facts are: who numbers those prompts' versions may be waiting for them.
  await lockNumberings(em, [named.promptVersion.$.prompt.id, promptId]);
  const moveVersion = await lockVersionOf(em, named.promptVersion.id);
  const run = await lockRun(em, named.id);
  const held = await getRun(em, run.id);
  const ids = (await em.find(RunRevision, { run: run.id }, { fields: ["id"] })).map(({ id }) => id);
  await em.nativeUpdate(RunRevision, { run: run.id }, { run: null });
  const isEmpty = run.status === "running" && held.results === 0;
  const revisions = isEmpty ? run.revisions : run.revisions + 1;
  if (!isEmpty) {
    const id = uuid();
    await em.insert(RunRevision, { id, run: null, number: revisions, replacedAt: now, held });
    await keepResults(em, run.id, id);
    ids.push(id);
  }
  await moveVersion([run.id]);
  if (run.completedAt) await subtractRuns(em, [completedRun(run.id, run.completedAt, run)]);
  await em.nativeDelete(Run, run.id);
  em.clear();
  return { runId: run.id, label: run.label, tags: run.tags, revisions, ids };
}

async function keepResults(em: Em, runId: string, revisionId: string): Promise<void> {
  const results = em
    .createQueryBuilder(RunResult, "result")
    .select([
      sql`${revisionId}::uuid`.as("revision"),
      "result.position",
      sql`to_jsonb(result) - 'run_id'`.as("result"),
    ])
    .where({ run: runId });
  await em.createQueryBuilder(RunRevisionResult).insertFrom(results).execute("run");
}

/** Gives the revisions of a run that was set aside to the row that has its id now. */
export async function keepRevisions(em: Em, { runId, ids }: SetAsideRun): Promise<void> {
  await em.nativeUpdate(RunRevision, { id: { $in: [...ids] } }, { run: runId });
}

const Held = Revision.omit({ number: true, replacedAt: true });

/** What the run held before it was replaced, the latest first. */
export async function listRevisions(em: Em, runId: string): Promise<RunRevisions> {
  const revisions = await em.find(RunRevision, { run: runId }, { orderBy: { number: "desc" } });
  if (revisions.length === 0) await requireRun(em, runId);
  return revisions.map(({ number, replacedAt, held }) =>
    Object.assign(Held.parse(held), { number, replacedAt: replacedAt.toISOString() }),
  );
}
