import { type Em, FactGeneration, type Orm } from "@evalboard/db";
import { buildGeneration, type OnProgress } from "./build-generation.ts";
import { lockForBuilding } from "./facts-lock.ts";
import { beginGeneration, hoursFromOf } from "./generations.ts";
import type { StepLimits } from "./next-runs.ts";
import { sweepFacts } from "./sweep-facts.ts";

export interface RebuildOptions {
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, an IANA name. */
  readonly timeZone: string;
  readonly now: Date;
  readonly onProgress?: OnProgress | undefined;
  /** Larger steps are quicker in all; completions wait for a step. */
  readonly limits?: StepLimits | undefined;
}

/**
 * Makes the facts anew from the runs, beside those that are read meanwhile, while runs are completed and deleted. What
 * another call was building is dropped.
 * @throws SupersededError where a later call drops what this one is building
 */
export async function rebuildFacts(options: RebuildOptions): Promise<void> {
  const { orm, timeZone, now } = options;
  const id = await orm.em.fork().transactional(async (em) => {
    await lockForBuilding(em);
    return beginGeneration(em, { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
  });
  await finishRebuild(id, options);
}

/** Builds what is left of a generation and puts it in the place of the current one. */
export async function finishRebuild(
  id: number,
  { orm, now, onProgress, limits }: Omit<RebuildOptions, "timeZone">,
): Promise<void> {
  await buildGeneration(orm, id, onProgress, limits);
  await orm.em.fork().transactional((em) => makeCurrent(em, id));
  await sweepFacts({ orm, now });
}

async function makeCurrent(em: Em, id: number): Promise<void> {
  await lockForBuilding(em);
  // Two processes may have built it together: the second one finds nothing to do.
  if ((await em.count(FactGeneration, { id, stage: "building" })) === 0) return;
  await em.nativeDelete(FactGeneration, { stage: "current" });
  await em.nativeUpdate(FactGeneration, id, { stage: "current" });
}
