import type { Em, Orm } from "@evalboard/db";
import type { RunStore } from "@evalboard/runs";
import { createCatalogue } from "./catalogue.ts";
import { runUnderWay } from "./day-runs.ts";
import { dayOf, timeOf } from "./days.ts";
import { failAbandoned, firstDemoRun, latestDemoRun } from "./demo-runs.ts";
import { endedRuns } from "./ended-runs.ts";
import { evaluate } from "./evaluate.ts";
import { createRunWriter } from "./run-writer.ts";
import { story } from "./story.ts";

/** How many of the newest runs have results, so that a run's page has something to show. */
const RUNS_WITH_RESULTS = 200;

/** Since when the run under way has been running, ms. */
const UNDER_WAY_MS = 120_000;

export interface DemoOptions {
  readonly orm: Pick<Orm, "em">;
  readonly runs: RunStore;
  readonly now: Date;
  /** The same seed and day give the same runs. */
  readonly seed?: number;
}

/**
 * Fills the database with half a year of runs that ends at `now`, or adds what is missing since the
 * fill before; a second fill on the same UTC day adds nothing. Gives the number of runs added.
 */
export async function fillDemo({ orm, now, seed = 1 }: DemoOptions): Promise<{ runs: number }> {
  const latest = await latestDemoRun(orm.em.fork());
  if (latest && dayOf(latest.startedAt) >= dayOf(now)) return { runs: 0 };
  return orm.em.fork().transactional((em) => addRuns(em, latest?.startedAt, now, seed));
}

async function addRuns(em: Em, latest: Date | undefined, now: Date, seed: number): Promise<{ runs: number }> {
  const firstFill = latest ? dayOf((await firstDemoRun(em)).startedAt) + story.days : dayOf(now);
  const ended = endedRuns(seed, latest ?? timeOf(firstFill - story.days), now, firstFill);
  const writer = createRunWriter(em, seed, await createCatalogue(em, seed, firstFill));
  await writer.withoutResults(ended.slice(0, -RUNS_WITH_RESULTS));
  await writer.withResults(ended.slice(-RUNS_WITH_RESULTS));

  await failAbandoned(em, now);
  const startedAt = new Date(Math.max(now.getTime() - UNDER_WAY_MS, timeOf(dayOf(now)).getTime()));
  const underWay = runUnderWay(seed, startedAt, firstFill);
  const { answers } = evaluate(seed, underWay);
  await writer.underWay(underWay, answers.slice(0, answers.length / 3));
  return { runs: ended.length + 1 };
}
