import { type Em, type Orm, Run } from "@evalboard/db";
import type { RunStore } from "@evalboard/runs";
import { createCatalogue } from "./catalogue.ts";
import { dayOf, DEMO_PREFIX, runUnderWay, timeOf } from "./day-runs.ts";
import { endedRuns, evaluate } from "./evaluate.ts";
import { importFile } from "./import-file.ts";
import { createRunWriter, type RunWriter } from "./run-writer.ts";
import { story } from "./story.ts";

/** Since when the run under way has been running, ms. */
const UNDER_WAY_MS = 120_000;

export interface DemoOptions {
  readonly orm: Pick<Orm, "em">;
  readonly runs: RunStore;
  readonly now: Date;
  /** The same seed and day give the same runs. */
  readonly seed?: number;
  /** The result file that is imported too, where it does not lie in this package. */
  readonly file?: string | undefined;
}

/**
 * Fills the database with half a year of runs that ends at `now`, or adds what is missing since the
 * fill before; a second fill on the same UTC day adds nothing. Gives the number of runs added.
 */
export async function fillDemo({
  orm,
  runs,
  now,
  seed = story.seed,
  file,
}: DemoOptions): Promise<{ runs: number }> {
  const latest = (await latestDemoRun(orm.em.fork()))?.startedAt;
  if (latest && dayOf(latest) >= dayOf(now)) return { runs: 0 };
  const firstFill = latest ? dayOf((await firstDemoRun(orm.em.fork())).startedAt) + story.days : dayOf(now);

  const ended = endedRuns(seed, latest ?? timeOf(firstFill - story.days), now, firstFill);
  const evaluatedIds = await orm.em.fork().transactional((em) => createCatalogue(em, seed, firstFill, ended));
  const imported = latest ? 0 : await importFile(runs, now, file);
  // Last and at once: a fill that is stopped before leaves no demo run, so the next one starts again.
  await orm.em.fork().transactional(async (em) => {
    const writer = createRunWriter(em, seed, evaluatedIds);
    await writer.ended(ended);
    await failAbandoned(em, now);
    await insertUnderWay(writer, seed, now, firstFill);
  });
  return { runs: imported + ended.length + 1 };
}

async function insertUnderWay(writer: RunWriter, seed: number, now: Date, firstFill: number): Promise<void> {
  // Not before midnight: the day of the newest run is the day of the fill.
  const startedAt = new Date(Math.max(now.getTime() - UNDER_WAY_MS, timeOf(dayOf(now)).getTime()));
  const run = runUnderWay(seed, startedAt, firstFill);
  const { answers } = evaluate(seed, run);
  await writer.underWay(run, answers.slice(0, answers.length / 3));
}

/** How long a run goes on that nobody ends, ms. */
const ABANDONED_MS = 600_000;

const ofDemo = { externalId: { $like: `${DEMO_PREFIX}%` } };

/** The demo's run that started last; null where there is no demo yet. */
export async function latestDemoRun(em: Em): Promise<Pick<Run, "startedAt"> | null> {
  return em.findOne(Run, ofDemo, { orderBy: { startedAt: "desc" } });
}

/** The demo's run that started first. Throws where there is no demo yet. */
export async function firstDemoRun(em: Em): Promise<Pick<Run, "startedAt">> {
  return em.findOneOrFail(Run, ofDemo, { orderBy: { startedAt: "asc" } });
}

/** Ends the runs that an earlier fill left under way; none ends after `now`. */
async function failAbandoned(em: Em, now: Date): Promise<void> {
  for (const { id, startedAt } of await em.find(Run, { ...ofDemo, status: "running" })) {
    await em.nativeUpdate(Run, id, {
      status: "failed",
      failedAt: new Date(Math.min(startedAt.getTime() + ABANDONED_MS, now.getTime())),
      error: "The process that recorded this run was stopped",
    });
  }
}
