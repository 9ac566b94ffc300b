import type { PrunedRuns } from "@evalboard/contract";
import { type Em, endedQuarters, type Orm, rewriteQuarter, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { removeRevisedTexts, texts } from "./prune-runs.ts";

const Removed = z.object({ runs: z.int(), results: z.int() });

const isGone = "run.texts_removed_at is not null";

/** As `pruneRuns` leaves them: the texts of a run that has lost them. */
const columns = {
  ...Object.fromEntries(texts.map((name) => [name, `case when not ${isGone} then result.${name} end`])),
  error: `case when ${isGone} then left(result.error, 0) else result.error end`,
};

export interface QuartersToPrune {
  readonly completedBefore: Date;
  readonly now: Date;
  /** Ends it between two steps; what was done stays done. */
  readonly signal: AbortSignal;
  /** Hears of a quarter that could not be written again; the others are all the same. */
  readonly onError: (error: unknown) => void;
}

/**
 * Does to quarters that were over at `completedBefore` what `pruneRuns` does, and gives the disk the room that texts
 * took: their results are written once more, without the texts of those completed before. Each is done once, later
 * than the last of its texts has to go, if need be by `pruneRuns`. On PGlite nothing is done: nobody would be
 * answered meanwhile.
 */
export async function pruneQuarters(
  orm: Pick<Orm, "em" | "isShared" | "withoutTimeLimits">,
  { completedBefore, now, signal, onError }: QuartersToPrune,
): Promise<Pick<PrunedRuns, "runs" | "results">> {
  const total = { runs: 0, results: 0 };
  if (!orm.isShared) return total;
  for (const quarter of await endedQuarters(orm, completedBefore)) {
    if (signal.aborted) break;
    const { from, to } = quarter;
    const id = { $lt: to, ...(from !== null && { $gte: from }) };
    const prepare = (em: Em) => markRuns(em, id, completedBefore, now);
    try {
      const removed = await rewriteQuarter(orm, quarter, { prepare, columns, signal });
      total.runs += removed.runs;
      total.results += removed.results;
    } catch (error) {
      onError(error);
    }
  }
  return total;
}

/** First, for it is what says that texts go. */
async function markRuns(
  em: Em,
  id: { readonly $lt: string; readonly $gte?: string },
  completedBefore: Date,
  now: Date,
): Promise<z.infer<typeof Removed>> {
  const due = {
    id,
    status: "completed" as const,
    completedAt: { $lt: completedBefore },
    textsRemovedAt: null,
  };
  await em.nativeUpdate(Run, due, { textsRemovedAt: now });
  const marked = { id, textsRemovedAt: now };
  const replaced = await em.find(Run, { ...marked, revisions: { $gt: 0 } }, { fields: ["id"] });
  if (replaced.length > 0) {
    await removeRevisedTexts(
      em,
      replaced.map((run) => run.id),
    );
  }
  return Removed.parse(
    await em
      .createQueryBuilder(Run, "run")
      .where(marked)
      .select([sql`count(*)::int`.as("runs"), sql`coalesce(sum(run.total_items), 0)::int`.as("results")])
      .execute<unknown>("get", false),
  );
}
