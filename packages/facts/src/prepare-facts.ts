import { lockForBuilding } from "./facts-lock.ts";
import { beginGeneration, currentGeneration, hoursFromOf, unfinishedGeneration } from "./generations.ts";
import { finishRebuild, type RebuildOptions } from "./rebuild-facts.ts";
import { sweepFacts } from "./sweep-facts.ts";

/**
 * Sees to it that facts of this time zone are there: builds them where they are not, such as after the zone was changed,
 * or finishes what a rebuild has left when it was stopped. Several processes may call it at once and build together.
 * Until it resolves, reports have to be computed from the runs; see `currentGeneration`.
 * @throws SupersededError where another process begins to build anew, such as for another zone
 */
export async function prepareFacts(options: RebuildOptions): Promise<void> {
  const { orm, timeZone, now } = options;
  const unfinished = await orm.em.fork().transactional(async (em) => {
    await lockForBuilding(em);
    const begun = await unfinishedGeneration(em, "building", timeZone);
    if (begun) return begun.id;
    if (await currentGeneration(em, timeZone)) return null;
    return beginGeneration(em, { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
  });
  await (unfinished === null ? sweepFacts({ orm, now }) : finishRebuild(unfinished, options));
}
