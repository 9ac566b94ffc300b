import { setTimeout } from "node:timers/promises";
import type { Differences, FactsStatus } from "@evalboard/contract";
import { type Duties, type Orm, undivided } from "@evalboard/db";
import pLimit from "p-limit";
import { currentGeneration, LAYOUT } from "./generations.ts";
import { createJob } from "./job.ts";
import {
  buildFacts,
  type Building,
  checkFacts,
  type KeeperDeps,
  runsIn,
  upkeep,
  whenFree,
} from "./keeper-work.ts";

/** Keeps the facts of one time zone: builds them where they are not, builds them again and verifies them on demand. */
export interface FactKeeper {
  /** Rejects with what the database threw. */
  status(): Promise<FactsStatus>;
  /** Starts to build the facts again from the runs, or joins the building that goes on; says how it stands then. */
  rebuild(): Promise<FactsStatus>;
  /** Starts to compare the facts with the runs, or joins the verification that goes on; says how it stands then. */
  verify(): Promise<FactsStatus>;
  /** To be called once the database is migrated: builds facts that are not there, and sweeps old ones from now on. */
  start(): void;
  /** Breaks off what goes on; a building is taken up by the next start. The database is the caller's to close. */
  close(): Promise<void>;
}

export interface FactKeeperOptions {
  readonly orm: Pick<Orm, "em">;
  /** The reporting zone, an IANA name. */
  readonly timeZone: string;
  /** Divides the work among the processes of the database; where nothing is said, this one does it. */
  readonly duties?: Duties | undefined;
  readonly now?: () => Date;
  /** Hears of everything that broke, also of what is tried again. */
  readonly onError: (error: unknown) => void;
  /** Hears why `start` has the facts of a board built that has runs already. */
  readonly onBuild?: (building: Building) => void;
}

/** How long to wait for a database that is away, ms. */
const PAUSE_MS = 5_000;

/** The facts of one database, in one time zone. */
export function createFactKeeper(options: FactKeeperOptions): FactKeeper {
  const { orm, timeZone, duties = undivided, now = () => new Date(), onBuild = () => {} } = options;
  const closing = new AbortController();
  const { signal } = closing;
  const onError = (error: unknown) => {
    if (!signal.aborted) options.onError(error);
  };
  const pause = (ms = PAUSE_MS) => setTimeout(ms, undefined, { signal }).catch(() => {});
  const deps: KeeperDeps = { orm: stoppable(orm, signal), timeZone, duties, now, onError, pause };
  const rebuild = createJob<void>({ now, onError });
  const verification = createJob<Differences>({ now, onError });
  // One after the other: what a rebuild replaces is what a verification compares.
  const inTurn = pLimit(1);
  // Nor beside another process that does either.
  const byOne = <Done>(work: () => Promise<Done>) => inTurn(() => whenFree(deps, signal, work));
  const build = (extent: "all" | "the rest") =>
    rebuild.start((tally) => byOne(() => buildFacts(deps, tally, extent)));
  const told = async (begin = () => {}): Promise<FactsStatus> => {
    const em = orm.em.fork();
    const current = await currentGeneration(em, timeZone);
    const runs = current && (await runsIn(em, current));
    begin();
    const [building, checking] = [rebuild.last(), verification.last()];
    return {
      timeZone,
      layout: LAYOUT,
      runs,
      rebuild: building && { ...building.work },
      verification: checking && { ...checking.work, differences: checking.outcome },
    };
  };
  let keeping = Promise.resolve();
  return {
    status: () => told(),
    rebuild: () => told(() => build("all")),
    verify: () => told(() => verification.start((tally) => byOne(() => checkFacts(deps, tally)))),
    start() {
      keeping = upkeep(deps, signal, (building) => {
        if (building.runs > 0) onBuild(building);
        build("the rest");
      });
    },
    async close() {
      closing.abort(new Error("the server was stopped"));
      await keeping;
      await inTurn(async () => {});
    },
  };
}

/** The database, as long as nobody asks to stop: then there are no more units of work, and what goes on breaks off. */
function stoppable(orm: Pick<Orm, "em">, signal: AbortSignal): Pick<Orm, "em"> {
  return {
    get em() {
      signal.throwIfAborted();
      return orm.em;
    },
  };
}
