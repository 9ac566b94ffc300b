import { isDatabaseUnavailable } from "@evalboard/db";
import { unfinishedGeneration } from "../generations.ts";
import { prepareFacts } from "../prepare-facts.ts";
import { rebuildFacts } from "../rebuild-facts.ts";
import type { Tally } from "./create-job.ts";
import type { KeeperDeps } from "./keeper-deps.ts";
import { countRuns, runsIn } from "./stored-facts.ts";

/**
 * Builds the facts to their end, waiting while the database is away: all of them `anew`, or what is left to do. Throws what
 * waiting does not mend.
 */
export async function buildFacts(deps: KeeperDeps, tally: Tally, extent: "anew" | "the rest"): Promise<void> {
  let left = extent;
  for (;;) {
    try {
      return await build(deps, tally, left);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      deps.onError(error);
      if (tally.runs > 0) left = "the rest";
      await deps.pause();
    }
  }
}

async function build(
  { orm, timeZone, now }: KeeperDeps,
  tally: Tally,
  extent: "anew" | "the rest",
): Promise<void> {
  const em = orm.em.fork();
  tally.totalRuns = await countRuns(em);
  const begun = extent === "anew" ? null : await unfinishedGeneration(em, "building", timeZone);
  tally.runs = begun ? await runsIn(em, begun) : 0;
  const work = extent === "anew" ? rebuildFacts : prepareFacts;
  await work({ orm, timeZone, now: now(), onProgress: ({ runs }) => (tally.runs += runs) });
}
