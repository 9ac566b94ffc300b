import { type Em, FactGeneration, FactHistogram, Run } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import type { QueryBuilder } from "@mikro-orm/sql";
import type { Sign } from "./contribute.ts";
import { isTaken, turn } from "./facts-lock.ts";
import { binsOfSpread, changedBins, talliesOfRun } from "./histograms.ts";
import { histogramKeys } from "./keys.ts";
import { ofRun } from "./placed-runs.ts";

/** The query that adds the placed runs and their results to the histograms, or takes them away. */
export function histogramsUpsert(
  em: Em,
  generation: number,
  placed: RawQueryFragment,
  sign: Sign,
): QueryBuilder<FactHistogram> {
  // Results are many: they are counted once, for buckets of all units at a time.
  const spread = em
    .createQueryBuilder(Run, "run")
    .innerJoin(placed, "placed", ofRun)
    .innerJoinLateral(talliesOfRun, "tally", { "tally.bin": { $ne: null } })
    .select([
      sql`placed.hour`.as("hour"),
      sql`placed.day`.as("day"),
      sql`placed.week`.as("week"),
      sql`placed.month`.as("month"),
      sql`tally.measure`.as("measure"),
      sql`tally.bin`.as("bin"),
      sql`sum(tally.tally)`.as("tally"),
    ])
    .groupBy(sql`1, 2, 3, 4, 5, 6`);
  const histograms = em
    .createQueryBuilder(FactGeneration, "generation")
    .innerJoin(turn, "turn", isTaken)
    .innerJoin(spread, "spread", { "spread.bin": { $ne: null } })
    .innerJoinLateral(histogramKeys, "key", { "key.unit": { $ne: null } })
    .where({ id: generation })
    .select([
      sql`generation.id`.as("generation"),
      sql`key.unit`.as("unit"),
      sql`key.bucket`.as("bucket"),
      sql`spread.measure`.as("measure"),
      binsOfSpread,
    ])
    .groupBy(sql`1, 2, 3, 4`)
    .orderBy([{ [sql`2`]: "desc" }, { [sql`3`]: "desc" }, { [sql`4`]: "desc" }]);
  return em
    .createQueryBuilder(FactHistogram)
    .insertFrom(histograms)
    .onConflict(["generation", "unit", "bucket", "measure"])
    .merge({ bins: changedBins(sign) });
}
