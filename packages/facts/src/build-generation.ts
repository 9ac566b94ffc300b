import { type Em, FactGeneration, type Orm } from "@evalboard/db";
import { contribute } from "./contribute.ts";
import { lockForBuilding } from "./facts-lock.ts";
import { nextRuns, type StepLimits } from "./next-runs.ts";
import type { CompletedRun } from "./placed-runs.ts";

/** A step takes a fraction of a second. */
const defaultLimits: StepLimits = { runs: 5_000, results: 50_000 };

/** Another process began to build the same facts anew, so this one stopped. */
export class SupersededError extends Error {
  override readonly name = "SupersededError";
  override readonly message = "another process has begun to build the facts anew; this one has stopped";
}

/** Hears of every step: how many runs it added, and when the last of them completed. */
export type OnProgress = (step: { readonly runs: number; readonly scannedAt: Date }) => void;

/**
 * Adds all completed runs to a generation, in the order of their completion and some at a time, each step a transaction
 * of its own: runs are completed and deleted in between, and what breaks off is taken up by the next call.
 * @throws SupersededError where the generation is gone
 */
export async function buildGeneration(
  orm: Pick<Orm, "em">,
  id: number,
  onProgress: OnProgress = () => {},
  limits?: StepLimits,
): Promise<void> {
  for (;;) {
    const step = await orm.em.fork().transactional((em) => takeStep(em, id, limits));
    const last = step.at(-1);
    if (!last) return;
    onProgress({ runs: step.length, scannedAt: last.completedAt });
  }
}

/** One step, in the transaction of `em`. Gives the runs that were added; none once all are. */
export async function takeStep(em: Em, id: number, limits = defaultLimits): Promise<readonly CompletedRun[]> {
  await lockForBuilding(em);
  const generation = await em.findOne(FactGeneration, id);
  if (!generation) throw new SupersededError();
  if (generation.complete) return [];
  const runs = await nextRuns(em, generation, limits);
  const last = runs.at(-1);
  if (last) {
    await contribute(em, generation, runs, "+");
    await em.nativeUpdate(FactGeneration, id, { scannedAt: last.completedAt, scannedId: last.id });
  } else {
    await em.nativeUpdate(FactGeneration, id, { complete: true });
  }
  return runs;
}
