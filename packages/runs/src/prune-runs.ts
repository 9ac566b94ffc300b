import type { PrunedRuns, PruneRuns } from "@evalboard/contract";
import { Dataset, type Em, Run, RunResult, RunRevision, RunRevisionResult } from "@evalboard/db";
import { LockMode, sql } from "@mikro-orm/core";
import type { QBFilterQuery } from "@mikro-orm/sql";
import { z } from "zod";
import { InvalidRun } from "./errors.ts";

/** A call takes a fraction of a second, and others are answered between two. */
const RESULTS_A_CALL = 2_000;
const RUNS_A_CALL = 200;

/**
 * Removes what people wrote and models answered from the results of some completed runs, the oldest first: one run at least, whole runs
 * alone. Scores, verdicts, metrics, latencies and costs stay, and so does all that is computed of them. Throws `InvalidRun` for
 * a dataset that there is not, and for an instant in the future.
 */
export async function pruneRuns(
  em: Em,
  { completedBefore, dataset, dryRun }: z.output<typeof PruneRuns>,
  now: Date,
): Promise<PrunedRuns> {
  const before = new Date(completedBefore);
  if (before > now) {
    throw new InvalidRun(
      `completedBefore: must not be in the future; ${completedBefore} is, the server's time is ${now.toISOString()}`,
    );
  }
  const where: QBFilterQuery<Run> = {
    status: "completed",
    completedAt: { $lt: before },
    textsRemovedAt: null,
    ...(dataset !== undefined && { dataset: { canonical: await requireDataset(em, dataset) } }),
  };
  const taken = dryRun ? [] : await takeRuns(em, where);
  const results = dryRun ? 0 : await removeTexts(em, taken, now);
  const left = await countRuns(em, where);
  return { runs: taken.length, results, remainingRuns: left.runs, remainingResults: left.results };
}

/** By any of its names. */
async function requireDataset(em: Em, name: string): Promise<string> {
  const dataset = await em.findOne(Dataset, { name }, { fields: ["canonical"] });
  if (dataset) return dataset.canonical.id;
  throw new InvalidRun(`dataset: no dataset is called "${name}"; runs.catalogue gives those there are`);
}

/** The ids of the next ones, locked until the transaction ends. */
async function takeRuns(em: Em, where: QBFilterQuery<Run>): Promise<string[]> {
  const runs = await em.find(
    Run,
    { $and: [where] },
    {
      fields: ["totalItems"],
      orderBy: { completedAt: "asc", id: "asc" },
      limit: RUNS_A_CALL,
      lockMode: LockMode.PESSIMISTIC_WRITE,
    },
  );
  let results = 0;
  const tooMany = runs.findIndex(({ totalItems }) => (results += totalItems ?? 0) > RESULTS_A_CALL);
  return runs.slice(0, tooMany === -1 ? runs.length : Math.max(1, tooMany)).map(({ id }) => id);
}

export const texts = ["item_name", "input", "expected", "output", "reason", "transcript"] as const;

async function removeTexts(em: Em, runIds: readonly string[], now: Date): Promise<number> {
  if (runIds.length === 0) return 0;
  // First: it is what the results' own guard asks for.
  await em.nativeUpdate(Run, { id: { $in: [...runIds] } }, { textsRemovedAt: now });
  const changed = await em
    .createQueryBuilder(RunResult)
    .update({
      itemName: null,
      input: null,
      expected: null,
      output: null,
      reason: null,
      transcript: null,
      error: sql`left(error, 0)`,
    })
    .where({ run: { $in: [...runIds] } })
    .execute("run");
  await removeRevisedTexts(em, runIds);
  return changed.affectedRows;
}

/** What the runs held before they were replaced goes with it. */
export async function removeRevisedTexts(em: Em, runIds: readonly string[]): Promise<void> {
  const revisions = em
    .createQueryBuilder(RunRevision, "revision")
    .select("revision.id")
    .where({ run: { $in: [...runIds] } });
  const kept = sql`result - ${`{${texts.join()}}`}::text[] || jsonb_strip_nulls(jsonb_build_object('error', left(result ->> 'error', 0)))`;
  await em
    .createQueryBuilder(RunRevisionResult)
    .update({ result: kept })
    .where({ revision: { $in: revisions } })
    .execute("run");
}

const Left = z.object({ runs: z.int(), results: z.int() });

async function countRuns(em: Em, where: QBFilterQuery<Run>): Promise<z.infer<typeof Left>> {
  const row = await em
    .createQueryBuilder(Run, "run")
    .where(where)
    .select([sql`count(*)::int`.as("runs"), sql`coalesce(sum(run.total_items), 0)::int`.as("results")])
    .execute<unknown>("get", false);
  return Left.parse(row);
}
