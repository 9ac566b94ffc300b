import { scoreBins } from "@evalboard/contract/words";
import { type Em, type Fact, type FactGeneration, FactHistogram, Run, RunResult } from "@evalboard/db";
import { binsOfSpread, latencyBin, scoreBin } from "@evalboard/facts";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { Interval, Window } from "../window.ts";
import { firstColumn, isOneOfModels, timeBucket } from "./columns.ts";
import { completedIn, type Narrowing, narrowingOf } from "./rows.ts";

// How scores and latencies are spread: facts keep histograms of their own, and the runs are counted into the same bins.

/** `bin` counts from 1; those without runs may have no row. */
const BinRow = z.object({ bin: z.int(), runs: z.int() });
export type BinRow = z.infer<typeof BinRow>;

/** How many results fell into each bin of `latencyQuantile`, from the first on. */
const LatencyBinsRow = z.object({ bucket: z.int(), bins: z.array(z.int()) });
export type LatencyBinsRow = z.infer<typeof LatencyBinsRow>;

/** How scores and latencies are spread. */
export interface Spread {
  /** Scored runs per bin of their average score; bins without any may have no row. */
  readonly histogram: readonly BinRow[];
  /** Results with a measured latency, by bucket; buckets without any have no row. */
  readonly latencies: readonly LatencyBinsRow[];
}

/** From the board's histograms of each bucket of the window. */
export async function spreadOfFacts(em: Em, window: Window, generation: FactGeneration): Promise<Spread> {
  const numbers = new Map(window.edges.map((edge, index) => [edge.getTime(), index + 1]));
  const buckets = await histogramsIn(em, generation, window);
  const scores = buckets.filter(({ measure }) => measure === "score");
  const latencies = buckets.filter(({ measure }) => measure === "latency");
  return {
    histogram: scoreBins.map((_, index) => ({
      bin: index + 1,
      runs: scores.reduce((runs, { bins }) => runs + (bins[index] ?? 0), 0),
    })),
    latencies: latencies.map(({ bucketMs, bins }) => ({ bucket: numbers.get(bucketMs) ?? 0, bins })),
  };
}

/** From the runs themselves, whose results are many. */
export async function spreadOfRuns(em: Em, window: Window, where: Narrowing): Promise<Spread> {
  return {
    histogram: await histogramOfRuns(em, window, where),
    latencies: await latenciesOfRuns(em, window, where),
  };
}

async function histogramOfRuns(em: Em, window: Window, where: Narrowing): Promise<BinRow[]> {
  const rows = await em
    .createQueryBuilder(Run, "run")
    .select([sql`${scoreBin}`.as("bin"), sql`count(*)::int`.as("runs")])
    .where({ ...completedIn(window), ...narrowingOf(where), averageScore: { $ne: null } })
    .groupBy(firstColumn)
    .execute("all", false);
  return BinRow.array().parse(rows);
}

/** How many measured results of each bucket fell into which bin, beside further columns; to be grouped. */
function measuredLatencies(
  em: Em,
  window: Window,
  where: Narrowing,
  beside: readonly RawQueryFragment[] = [],
) {
  return em
    .createQueryBuilder(RunResult, "result")
    .join("result.run", "run")
    .select([
      timeBucket(window.edges, sql`run.completed_at`),
      sql`${latencyBin}`.as("bin"),
      ...beside,
      sql`count(*)::int`.as("tally"),
    ])
    .where({ run: { ...completedIn(window), ...narrowingOf(where) }, latencyMs: { $ne: null } });
}

async function latenciesOfRuns(em: Em, window: Window, where: Narrowing): Promise<LatencyBinsRow[]> {
  const spread = measuredLatencies(em, window, where).groupBy(sql`1, 2`);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(spread, "spread")
    .select([sql`spread.bucket`.as("bucket"), binsOfSpread])
    .groupBy(firstColumn)
    .execute("all", false);
  return LatencyBinsRow.array().parse(rows);
}

const LatencyBinsOfModelRow = LatencyBinsRow.extend({ modelId: z.uuid() });
export type LatencyBinsOfModelRow = z.infer<typeof LatencyBinsOfModelRow>;

/** Of these models, from the runs: facts have no histograms of models. */
export async function latenciesByModel(
  em: Em,
  window: Window,
  where: Narrowing,
  modelIds: readonly string[],
): Promise<LatencyBinsOfModelRow[]> {
  if (modelIds.length === 0) return [];
  const spread = measuredLatencies(em, window, where, [sql`model_name.canonical_id`.as("model_id")])
    .join("run.model", "model_name")
    .andWhere(isOneOfModels(modelIds))
    .groupBy(sql`1, 2, 3`);
  const rows = await em
    .createQueryBuilder(RunResult)
    .from(spread, "spread")
    .select([sql`spread.model_id`.as("modelId"), sql`spread.bucket`.as("bucket"), binsOfSpread])
    .groupBy(sql`1, 2`)
    .execute("all", false);
  return LatencyBinsOfModelRow.array().parse(rows);
}

const HistogramRow = z.object({
  measure: z.enum(["score", "latency"]),
  bucketMs: z.number(),
  bins: z.array(z.int()),
});

/** The board's histograms of each bucket that begins in [from, to). Bins after the last one given hold none. */
async function histogramsIn(
  em: Em,
  { id }: FactGeneration,
  { unit, from, to }: Interval & { readonly unit: Exclude<Fact["unit"], "all"> },
): Promise<z.infer<typeof HistogramRow>[]> {
  const rows = await em
    .createQueryBuilder(FactHistogram, "fact")
    .select([
      "fact.measure",
      sql`(extract(epoch from fact.bucket) * 1000)::float8`.as("bucketMs"),
      sql`to_jsonb(fact.bins)`.as("bins"),
    ])
    .where({ generation: id, unit, bucket: { $gte: from, $lt: to } })
    .execute("all", false);
  return HistogramRow.array().parse(rows);
}
