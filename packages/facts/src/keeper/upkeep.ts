import { sweepFacts } from "../sweep-facts.ts";
import type { KeeperDeps } from "./keeper-deps.ts";
import { dropVerification, isBuilt } from "./stored-facts.ts";

/** How long after one sweep the next one is, ms. */
const SWEEP_EVERY_MS = 3_600_000;

/** Has the facts built where they are not, and sweeps them every hour, until the server stops. */
export async function upkeep(deps: KeeperDeps, signal: AbortSignal, build: () => void): Promise<void> {
  let isBegun = false;
  while (!signal.aborted) {
    try {
      if (!isBegun) await begin(deps, build);
      isBegun = true;
      await sweepFacts({ orm: deps.orm, now: deps.now() });
      await deps.pause(SWEEP_EVERY_MS);
    } catch (error) {
      deps.onError(error);
      await deps.pause();
    }
  }
}

async function begin({ orm, timeZone }: KeeperDeps, build: () => void): Promise<void> {
  const em = orm.em.fork();
  await dropVerification(em);
  if (!(await isBuilt(em, timeZone))) build();
}
