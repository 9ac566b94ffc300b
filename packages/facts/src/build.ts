import { type Em, FactGeneration, type Orm, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { contribute } from "./add-runs.ts";
import {
  startGeneration,
  currentGeneration,
  hoursFromOf,
  lockForBuilding,
  unfinishedGeneration,
} from "./generations.ts";
import { sweepFacts } from "./sweep.ts";
import type { CompletedRun } from "./upserts.ts";

/**
 * Sees to it that facts of this time zone are there: builds them where they are not, such as after the zone was changed,
 * or finishes what a rebuild has left when it was stopped. Several processes may call it at once and build together.
 * Until it resolves, reports have to be computed from the runs; see `currentGeneration`.
 * @throws SupersededError where another process starts to build again, such as for another zone
 */
export async function prepareFacts(options: RebuildOptions): Promise<void> {
  const { orm, timeZone, now } = options;
  const unfinished = await orm.em.fork().transactional(async (em) => {
    await lockForBuilding(em);
    const begun = await unfinishedGeneration(em, "building", timeZone);
    if (begun) return begun.id;
    if (await currentGeneration(em, timeZone)) return null;
    return startGeneration(em, { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
  });
  await (unfinished === null ? sweepFacts({ orm, now }) : finishRebuild(unfinished, options));
}

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
 * Builds the facts again from the runs, beside those that are read meanwhile, while runs are completed and deleted. What
 * another call was building is dropped.
 * @throws SupersededError where a later call drops what this one is building
 */
export async function rebuildFacts(options: RebuildOptions): Promise<void> {
  const { orm, timeZone, now } = options;
  const id = await orm.em.fork().transactional(async (em) => {
    await lockForBuilding(em);
    return startGeneration(em, { stage: "building", timeZone, hoursFrom: hoursFromOf(now) });
  });
  await finishRebuild(id, options);
}

/** Builds what is left of a generation and puts it in the place of the current one. */
async function finishRebuild(
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

/** A step takes a fraction of a second. */
const defaultLimits: StepLimits = { runs: 5_000, results: 50_000 };

/** Another process started to build the same facts again, so this one stopped. */
export class SupersededError extends Error {
  override readonly name = "SupersededError";
  override readonly message = "another process has begun to build the facts again; this one has stopped";
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
    await contribute(em, [{ generation, runs }], "+");
    await em.nativeUpdate(FactGeneration, id, { scannedAt: last.completedAt, scannedId: last.id });
  } else {
    await em.nativeUpdate(FactGeneration, id, { complete: true });
  }
  return runs;
}

const Rows = z.array(
  z.object({ id: z.uuid(), completedMs: z.number(), totalItems: z.int(), hasMetrics: z.boolean() }),
);

/** What one step of building may take on: completions wait for its end, and results are counted one by one. */
interface StepLimits {
  readonly runs: number;
  readonly results: number;
}

/** The completed runs of the board that come next in the order of completion, at least one where there is any. */
async function nextRuns(
  em: Em,
  { scannedAt, scannedId }: Pick<FactGeneration, "scannedAt" | "scannedId">,
  limits: StepLimits,
): Promise<CompletedRun[]> {
  const next = em
    .createQueryBuilder(Run, "run")
    .select([
      "id",
      sql`run.total_items`.as("totalItems"),
      sql`(extract(epoch from run.completed_at) * 1000)::float8`.as("completedMs"),
      sql`run.metrics <> '[]'`.as("hasMetrics"),
    ])
    .where({ status: "completed", limited: false })
    .orderBy({ completedAt: "asc", id: "asc" })
    .limit(limits.runs);
  if (scannedAt && scannedId) {
    next.andWhere(sql`(run.completed_at, run.id) > (${scannedAt}, ${scannedId})`);
  }
  const rows = Rows.parse(await next.execute("all", false));
  let results = 0;
  const tooMany = rows.findIndex(({ totalItems }) => (results += totalItems) > limits.results);
  return rows
    .slice(0, tooMany === -1 ? rows.length : Math.max(1, tooMany))
    .map(({ id, completedMs, hasMetrics }) => ({
      id,
      completedAt: new Date(completedMs),
      hasMetrics,
      limited: false,
    }));
}
