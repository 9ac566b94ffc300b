import { type Differences, DIFFERENCES_LIMIT } from "@evalboard/contract";
import {
  type Duties,
  type Em,
  Fact,
  FactGeneration,
  FactHistogram,
  isDatabaseUnavailable,
  ItemFact,
  MetricFact,
  type Orm,
  Run,
} from "@evalboard/db";
import { prepareFacts, rebuildFacts } from "./build.ts";
import { currentGeneration, LAYOUT, unfinishedGeneration } from "./generations.ts";
import { NoFactsError, type Tally } from "./job.ts";
import { sweepFacts } from "./sweep.ts";
import { verifyFacts } from "./verify.ts";

/** What keeping facts works with. */
export interface KeeperDeps {
  /** Gives no unit of work once the server stops. */
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, an IANA name. */
  readonly timeZone: string;
  readonly duties: Duties;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** Waits this long, ms, or a while for a database that is away; not once the server stops. */
  readonly pause: (ms?: number) => Promise<unknown>;
}

/** Why a server that starts has facts to build. */
export interface Building {
  readonly why: "there are none" | "of another layout" | "of another time zone" | "begun before";
  /** Completed runs that there are. */
  readonly runs: number;
}

/**
 * Builds the facts to their end, waiting while the database is away: `all` of them again, or what is left to do. Throws what
 * waiting does not mend.
 */
export async function buildFacts(deps: KeeperDeps, tally: Tally, extent: "all" | "the rest"): Promise<void> {
  let left = extent;
  for (;;) {
    try {
      return await buildExtent(deps, tally, left);
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      deps.onError(error);
      if (tally.runs > 0) left = "the rest";
      await deps.pause();
    }
  }
}

async function buildExtent(
  { orm, timeZone, now }: KeeperDeps,
  tally: Tally,
  extent: "all" | "the rest",
): Promise<void> {
  const em = orm.em.fork();
  tally.totalRuns = await countRuns(em);
  const begun = extent === "all" ? null : await unfinishedGeneration(em, "building", timeZone);
  tally.runs = begun ? await runsIn(em, begun) : 0;
  const work = extent === "all" ? rebuildFacts : prepareFacts;
  await work({ orm, timeZone, now: now(), onProgress: ({ runs }) => (tally.runs += runs) });
}

/** Compares the facts with the runs. Throws `NoFactsError` where there are none of this zone. */
export async function checkFacts({ orm, timeZone }: KeeperDeps, tally: Tally): Promise<Differences> {
  tally.totalRuns = await countRuns(orm.em.fork());
  const onProgress = ({ runs }: { readonly runs: number }) => (tally.runs += runs);
  const differences = await verifyFacts({ orm, timeZone, onProgress });
  const compared = await currentGeneration(orm.em.fork(), timeZone);
  if (!differences || !compared) throw new NoFactsError(timeZone);
  return {
    rows: await rowsIn(orm.em.fork(), compared),
    differingRows: differences.length,
    listed: differences.slice(0, DIFFERENCES_LIMIT),
  };
}

/** How long after one sweep the next one is, ms. */
const SWEEP_EVERY_MS = 3_600_000;

/** Has the facts built where they are not, and sweeps them every hour, until the server stops. */
export async function upkeep(
  deps: KeeperDeps,
  signal: AbortSignal,
  build: (building: Building) => void,
): Promise<void> {
  let isBegun = false;
  while (!signal.aborted) {
    try {
      // What another process verifies or builds goes on until it is there.
      if (!isBegun) await whenFree(deps, signal, () => begin(deps, build));
      isBegun = true;
      await deps.duties.attempt("facts sweep", () => sweepFacts({ orm: deps.orm, now: deps.now() }));
      await deps.pause(SWEEP_EVERY_MS);
    } catch (error) {
      deps.onError(error);
      await deps.pause();
    }
  }
}

/** How often to look whether another process has done with the facts, ms. */
const LOOK_EVERY_MS = 1_000;

/** Does the work once no other process is at the facts; rejects where the server stops before. */
export async function whenFree<Done>(
  { duties, pause }: KeeperDeps,
  signal: AbortSignal,
  work: () => Promise<Done>,
): Promise<Done> {
  for (;;) {
    signal.throwIfAborted();
    const free = await duties.attempt("facts", work);
    if (free) return free.done;
    await pause(LOOK_EVERY_MS);
  }
}

async function begin({ orm, timeZone }: KeeperDeps, build: (building: Building) => void): Promise<void> {
  const em = orm.em.fork();
  await dropVerification(em);
  const why = await whyToBuild(em, timeZone);
  if (why !== null) build({ why, runs: await countRuns(em) });
}

/** Null where the facts of this time zone are there and none are being built. */
async function whyToBuild(em: Em, timeZone: string): Promise<Building["why"] | null> {
  if (await unfinishedGeneration(em, "building", timeZone)) return "begun before";
  if (await currentGeneration(em, timeZone)) return null;
  const other = await em.findOne(FactGeneration, { stage: "current" });
  if (!other) return "there are none";
  return other.layout === LAYOUT ? "of another time zone" : "of another layout";
}

/** Completed runs that facts are made of, counted. */
async function countRuns(em: Em): Promise<number> {
  return em.count(Run, { status: "completed", limited: false });
}

/** Completed runs that a generation holds, by its own account. */
export async function runsIn(em: Em, { id }: Pick<FactGeneration, "id">): Promise<number> {
  const all = await em.findOne(Fact, { generation: id, scope: "board", unit: "all" });
  return all?.runs ?? 0;
}

/** Rows that a generation consists of. */
async function rowsIn(em: Em, { id }: Pick<FactGeneration, "id">): Promise<number> {
  const of = { generation: id };
  const sums = (await em.count(Fact, of)) + (await em.count(MetricFact, of));
  return sums + (await em.count(FactHistogram, of)) + (await em.count(ItemFact, of));
}

/** Ends a verification that a process left when it was killed: completions go on adding to what it made. */
async function dropVerification(em: Em): Promise<void> {
  await em.nativeDelete(FactGeneration, { stage: "checking" });
}
