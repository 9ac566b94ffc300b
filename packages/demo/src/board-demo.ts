import { setImmediate as nextTurn } from "node:timers/promises";
import type { DemoStatus } from "@evalboard/contract";
import { Dataset, type Em, Model, type Orm, Prompt, PromptVersion, Run, Setting } from "@evalboard/db";
import { deleteRuns, RunConflict } from "@evalboard/runs";
import { createCatalogue } from "./catalogue.ts";
import { dayOf, DEMO_PREFIX, runsOfDay, timeOf } from "./day-runs.ts";
import { datasets } from "./datasets.ts";
import { evaluate } from "./evaluate.ts";
import { firstDemoRun, latestDemoRun } from "./fill.ts";
import { luckyModel, models } from "./models.ts";
import { prompts } from "./prompts.ts";
import { createRunWriter, DEMO_SOURCE } from "./run-writer.ts";
import { story } from "./story.ts";

/** The demo on a board that people may use beside it. Nothing of it is taken for anybody's: its runs say where they come from. */
export interface BoardDemo {
  status(): Promise<DemoStatus>;
  /** Starts to load it, or joins what goes on. Throws `RunConflict` where runs of others are on the board. */
  load(): Promise<DemoStatus>;
  /** Starts to remove it, or joins what goes on; gives how many runs there are to remove. Throws `RunConflict` while it is loaded. */
  remove(): Promise<DemoStatus>;
  /** Breaks off what goes on; it can be taken up again. */
  close(): Promise<void>;
}

interface BoardDemoOptions {
  readonly orm: Pick<Orm, "em">;
  readonly now?: () => Date;
  readonly seed?: number;
  /** How many days of it are loaded; all of them where nothing is said. */
  readonly days?: number;
  /** Hears of what broke. */
  readonly onError: (error: unknown) => void;
}

type DemoWork = NonNullable<DemoStatus["work"]>;

/** What is the demo's: written by it, and called so. A run of somebody else is neither. */
const ofDemo = { externalId: { $like: `${DEMO_PREFIX}%` }, source: DEMO_SOURCE };

/** The setting that says that somebody has put it here: a board of its own has none, and is not to be emptied by a press. */
const LOADED = "demo";

const busy = {
  load: "The demo is being loaded: remove it once it is there",
  remove: "The demo is being removed: load it once it is gone",
} as const;

export function createBoardDemo(options: BoardDemoOptions): BoardDemo {
  const { orm, onError, now = () => new Date() } = options;
  const closing = new AbortController();
  let work: DemoWork | null = null;
  let going = Promise.resolve();
  const begin = (kind: DemoWork["kind"], todo: (tally: DemoWork) => Promise<void>): void => {
    if (work?.endedAt === null && work.kind !== kind) throw new RunConflict(busy[work.kind]);
    if (work?.endedAt === null) return;
    const startedAt = now().toISOString();
    const begun: DemoWork = { kind, startedAt, endedAt: null, runs: 0, totalRuns: 0, error: null };
    work = begun;
    going = todo(begun)
      .catch((error: unknown) => {
        begun.error = error instanceof Error ? error.message : String(error);
        if (!closing.signal.aborted) onError(error);
      })
      .then(() => void (begun.endedAt = now().toISOString()));
  };
  const status = async (): Promise<DemoStatus> => {
    // Before what it changes is read: what is told to have ended is seen to have.
    const told = work && { ...work };
    const em = orm.em.fork();
    const isLoaded = (await em.count(Setting, { name: LOADED })) > 0;
    const runs = await em.count(Run, ofDemo);
    const isRemoving = told?.kind === "remove" && told.endedAt === null;
    const canLoad = !isRemoving && !(await hasOthers(em));
    return { isLoaded, runs, canLoad, work: told };
  };
  return {
    status,
    load: async () => {
      if (await hasOthers(orm.em.fork())) {
        throw new RunConflict(
          "There are runs on this board already: the demo is for one that has none of its own",
        );
      }
      begin("load", (tally) => loadDemo({ ...options, now: now(), tally, signal: closing.signal }));
      return status();
    },
    remove: async () => {
      const before = await status();
      begin("remove", (tally) => removeDemo({ ...options, tally, signal: closing.signal }));
      return { ...(await status()), runs: before.runs };
    },
    close: async () => {
      closing.abort(new Error("the server was stopped"));
      await going;
    },
  };
}

async function hasOthers(em: Em): Promise<boolean> {
  return (await em.findOne(Run, { $not: ofDemo }, { fields: ["id"] })) !== null;
}

interface Going extends Pick<BoardDemoOptions, "orm" | "seed" | "days"> {
  readonly tally: DemoWork;
  readonly signal: AbortSignal;
}

/** Writes the runs a day at a time, the oldest first: others are answered in between, and what was broken off can go on. */
async function loadDemo({
  orm,
  now,
  seed = story.seed,
  days = story.days,
  tally,
  signal,
}: Going & { readonly now: Date }): Promise<void> {
  const em = orm.em.fork();
  await em.upsert(Setting, { name: LOADED, value: true, changedAt: now });
  const latest = (await latestDemoRun(em))?.startedAt;
  const firstFill = latest ? dayOf((await firstDemoRun(em)).startedAt) + days : dayOf(now);
  const from = latest ?? timeOf(firstFill - days);
  const all = Array.from({ length: dayOf(now) - dayOf(from) + 1 }, (_, index) => dayOf(from) + index);
  const planned = all
    .flatMap((day) => runsOfDay(seed, day, firstFill))
    .filter(({ startedAt }) => startedAt > from && startedAt <= now);
  tally.totalRuns = planned.length;
  const evaluatedIds = await orm.em
    .fork()
    .transactional((within) => createCatalogue(within, seed, firstFill, planned));
  for (const runs of Map.groupBy(planned, ({ startedAt }) => dayOf(startedAt)).values()) {
    signal.throwIfAborted();
    const ended = runs.map((run) => evaluate(seed, run)).filter(({ endedAt }) => endedAt <= now);
    await orm.em.fork().transactional((within) => createRunWriter(within, seed, evaluatedIds).ended(ended));
    tally.runs += runs.length;
    await nextTurn();
  }
}

/** Runs that are removed in one transaction: others wait no longer. */
const BATCH = 50;

/** Deletes the runs, the newest first, and facts and versions with them; then the names that nobody uses. */
async function removeDemo({ orm, tally, signal }: Going): Promise<void> {
  tally.totalRuns = await orm.em.fork().count(Run, ofDemo);
  for (;;) {
    signal.throwIfAborted();
    const removed = await orm.em.fork().transactional(async (em) => {
      const next = { orderBy: { startedAt: "desc" }, limit: BATCH, fields: ["id"] } as const;
      const found = await em.find(Run, ofDemo, next);
      const ids = found.map(({ id }) => id);
      return ids.length === 0 ? 0 : deleteRuns(em, ids);
    });
    if (removed === 0) break;
    tally.runs += removed;
    await nextTurn();
  }
  await orm.em.fork().transactional(async (em) => {
    await removeNames(em);
    await em.nativeDelete(Setting, LOADED);
  });
}

/** The demo's names that no run uses, nor any other name. */
async function removeNames(em: Em): Promise<void> {
  const promptNames = { name: { $in: prompts.map(({ name }) => name) } };
  const used = (column: "model" | "dataset" | "promptVersion") =>
    em.createQueryBuilder(Run, "used").select(`used.${column}`).distinct();
  await em.nativeDelete(PromptVersion, { prompt: promptNames, id: { $nin: used("promptVersion") } });
  const versions = em.createQueryBuilder(PromptVersion, "version").select("version.prompt").distinct();
  await em.nativeDelete(Prompt, { ...promptNames, id: { $nin: versions } });
  const datasetNames = { name: { $in: datasets.map(({ name }) => name) } };
  await em.nativeDelete(Dataset, { ...datasetNames, id: { $nin: used("dataset") } });
  const modelNames = [...models, luckyModel].flatMap(({ provider, name, formerly }) =>
    [name, formerly?.name ?? []].flat().map((spelling) => ({ provider, name: spelling })),
  );
  await em.nativeDelete(Model, { $or: modelNames, id: { $nin: used("model") } });
}
