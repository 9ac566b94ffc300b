import type { FactDifference } from "@evalboard/contract";
import { type Em, EVERY, Fact, FactHistogram, MetricFact } from "@evalboard/db";
import { type EntityCtor, type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { type Measure, measures, metricMeasures } from "./measures.ts";

/** Most rows of one scope and unit that are listed: facts of a wrong zone differ everywhere. */
export const LIMIT = 100;

const Id = z.uuid().transform((id) => (id === EVERY ? null : id));
const Sides = z.object({ has: z.string(), shouldHave: z.string() });
/** Of a row: by measure, those that differ. */
export const WrongSums = z
  .record(z.string(), Sides)
  .transform((wrong) => Object.entries(wrong).map(([measure, found]) => Object.assign({ measure }, found)));
const FactRow = z.object({
  bucketMs: z.number(),
  modelId: Id,
  datasetId: Id,
  promptVersionId: Id,
  metric: z.string().nullable(),
  wrong: WrongSums,
});
const HistogramRow = z.object({ bucketMs: z.number(), measure: z.string(), sides: Sides });

/** The generation that is kept, and the one that was made to compare it with. */
export interface Compared {
  readonly kept: number;
  readonly made: number;
}

const bucketMs = sql`(extract(epoch from fact.bucket) * 1000)::float8`.as("bucketMs");
/** Of the same snapshot: older hours are being deleted from either. */
const isKept = sql`(fact.unit <> 'hour' or fact.bucket >= (select max(hours_from) from fact_generations))`;

type FactKey = Pick<Fact, "generation" | "scope" | "unit" | "bucket" | "model" | "dataset" | "promptVersion">;

/** Where sums of runs are kept. */
interface SumTable {
  readonly entity: EntityCtor<FactKey>;
  readonly measures: Readonly<Record<string, Measure>>;
  /** Of which metric a row is. */
  readonly metric: RawQueryFragment;
}

export const sumTables: readonly SumTable[] = [
  { entity: Fact, measures, metric: sql`null::text` },
  { entity: MetricFact, measures: metricMeasures, metric: sql`fact.metric` },
];

/**
 * The facts of one scope and unit that differ, of buckets that begin in [from, to); a row that only one of both has counts
 * as zeros in the other.
 */
export async function factDifferences(
  em: Em,
  compared: Compared,
  { table, scope, unit, from, to }: Pick<Fact, "scope" | "unit"> & { table: SumTable; from: Date; to: Date },
): Promise<FactDifference[]> {
  const { anyDiffers, wrong } = comparedSums(table.measures, compared);
  const rows = await em
    .createQueryBuilder(table.entity, "fact")
    .select([
      bucketMs,
      table.metric.as("metric"),
      sql`fact.model_id`.as("modelId"),
      sql`fact.dataset_id`.as("datasetId"),
      sql`fact.prompt_version_id`.as("promptVersionId"),
      wrong,
    ])
    .where({
      generation: { $in: [compared.kept, compared.made] },
      scope,
      unit,
      bucket: { $gte: from, $lt: to },
    })
    .andWhere(isKept)
    .groupBy(["fact.bucket", "fact.model", "fact.dataset", "fact.promptVersion", table.metric])
    .having({ [sql`${anyDiffers}`]: [] })
    .limit(LIMIT)
    .execute("all", false);
  return FactRow.array()
    .parse(rows)
    .map((row) => ({
      scope,
      unit,
      bucket: new Date(row.bucketMs).toISOString(),
      modelId: row.modelId,
      datasetId: row.datasetId,
      promptVersionId: row.promptVersionId,
      metric: row.metric,
      itemKey: null,
      wrong: row.wrong,
    }));
}

/** The bins of the histograms of one unit that differ. */
export async function histogramDifferences(
  em: Em,
  compared: Compared,
  unit: FactHistogram["unit"],
): Promise<FactDifference[]> {
  const rows = await em
    .createQueryBuilder(FactHistogram, "fact")
    .innerJoinLateral(sql`(select * from unnest(fact.bins) with ordinality as bin (tally, number))`, "bin", {
      "bin.number": { $ne: null },
    })
    .select([
      bucketMs,
      sql`fact.measure || ' bin ' || bin.number`.as("measure"),
      sql`${sides(sql`bin.tally`, compared)}`.as("sides"),
    ])
    .where({ generation: { $in: [compared.kept, compared.made] }, unit })
    .andWhere(isKept)
    .groupBy(["bucket", "measure", sql`bin.number`])
    .having({ [sql`${differs(sql`bin.tally`, compared)}`]: [] })
    .limit(LIMIT)
    .execute("all", false);
  return HistogramRow.array()
    .parse(rows)
    .map((row) => ({
      scope: "board",
      unit,
      bucket: new Date(row.bucketMs).toISOString(),
      modelId: null,
      datasetId: null,
      promptVersionId: null,
      metric: null,
      itemKey: null,
      wrong: [{ measure: row.measure, ...row.sides }],
    }));
}

/** Whether any of a row's sums differs, and what of both for those that do. */
export function comparedSums(
  measuresOfTable: Readonly<Record<string, Measure>>,
  compared: Compared,
): { anyDiffers: RawQueryFragment; wrong: RawQueryFragment<"wrong"> } {
  const sums = Object.entries(measuresOfTable).map(([name, { column }]) => {
    const value = sql.ref(`fact.${column}`);
    return { name, differs: differs(value, compared), sides: sides(value, compared) };
  });
  const wrong = sums
    .map((sum) => sql`${sum.name}::text, case when ${sum.differs} then ${sum.sides} end`)
    .reduce((some, one) => sql`${some}, ${one}`);
  return {
    anyDiffers: sums.map((sum) => sum.differs).reduce((any, one) => sql`${any} or ${one}`),
    wrong: sql`jsonb_strip_nulls(jsonb_build_object(${wrong}))`.as("wrong"),
  };
}

/** Whether the kept sum is not the made one. */
function differs(value: RawQueryFragment, { kept }: Compared): RawQueryFragment {
  return sql`sum(case when fact.generation = ${kept} then ${value} else -${value} end) <> 0`;
}

/** Both sums, as decimals that equal ones have alike. */
function sides(value: RawQueryFragment, { kept, made }: Compared): RawQueryFragment {
  const side = (generation: number) =>
    sql`trim_scale(coalesce(sum(${value}) filter (where fact.generation = ${generation}), 0))::text`;
  return sql`jsonb_build_object('has', ${side(kept)}, 'shouldHave', ${side(made)})`;
}
