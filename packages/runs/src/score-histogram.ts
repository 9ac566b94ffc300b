import type { ScoreHistogram } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { requireRun } from "./require-run.ts";

const BINS = 10;
const Bins = z.array(z.object({ bin: z.number(), results: z.number() }));

/** How the scores of a run's results are spread, in ten bins of equal width. */
export async function scoreHistogram(em: Em, runId: string): Promise<ScoreHistogram> {
  await requireRun(em, runId);
  const rows = await em
    .qb(RunResult, "r")
    .select([
      // A score of 1 would begin an eleventh bin.
      sql`least(width_bucket(r.score, 0, 1, ${BINS}), ${BINS})`.as("bin"),
      sql`count(*)::int`.as("results"),
    ])
    .where({ run: runId, score: { $ne: null } })
    .groupBy(sql`1`)
    .execute<unknown>("all", false);
  const found = new Map(Bins.parse(rows).map(({ bin, results }) => [bin, results]));
  return Array.from({ length: BINS }, (_, index) => ({
    from: index / BINS,
    to: (index + 1) / BINS,
    results: found.get(index + 1) ?? 0,
  }));
}
