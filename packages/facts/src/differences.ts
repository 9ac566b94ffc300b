import { type Em, EVERY, Fact, FactHistogram } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { measures } from "./measures.ts";

/** Most rows of one scope and unit that are listed: facts of a wrong zone differ everywhere. */
const LIMIT = 100;

const Id = z.uuid().transform((id) => (id === EVERY ? null : id));
const Key = z.object({ bucketMs: z.number(), modelId: Id, datasetId: Id, promptVersionId: Id });
const FactRow = Key.catchall(z.boolean());
const HistogramRow = z.object({ bucketMs: z.number(), wrong: z.string() });

/** Where the facts are not what the runs say. */
export interface FactDifference {
  readonly scope: string;
  readonly unit: string;
  readonly bucket: Date;
  readonly modelId: string | null;
  readonly datasetId: string | null;
  readonly promptVersionId: string | null;
  /** The measures that differ, or `score` or `latency` for the histogram of one. */
  readonly wrong: readonly string[];
}

/** The generation that is kept, and the one that was made to compare it with. */
export interface Compared {
  readonly kept: number;
  readonly made: number;
}

const bucketMs = sql`(extract(epoch from fact.bucket) * 1000)::float8`.as("bucketMs");
/** Of the same snapshot: older hours are being deleted from either. */
const isKept = sql`(fact.unit <> 'hour' or fact.bucket >= (select max(hours_from) from fact_generations))`;

/** The facts of one scope and unit that differ; a row that only one of both has counts as zeros in the other. */
export async function factDifferences(
  em: Em,
  compared: Compared,
  { scope, unit }: Pick<Fact, "scope" | "unit">,
): Promise<FactDifference[]> {
  const differs = Object.entries(measures).map(([name, { column }]) => ({
    name,
    condition: sql`${excess(sql.ref(`fact.${column}`), compared)} <> 0`,
  }));
  const rows = await em
    .createQueryBuilder(Fact, "fact")
    .select([
      bucketMs,
      sql`fact.model_id`.as("modelId"),
      sql`fact.dataset_id`.as("datasetId"),
      sql`fact.prompt_version_id`.as("promptVersionId"),
      ...differs.map(({ name, condition }) => sql`${condition}`.as(name)),
    ])
    .where({ generation: { $in: [compared.kept, compared.made] }, scope, unit })
    .andWhere(isKept)
    .groupBy(["bucket", "model", "dataset", "promptVersion"])
    .having({ [differs.map(({ condition }) => condition).reduce((any, one) => sql`${any} or ${one}`)]: [] })
    .limit(LIMIT)
    .execute("all", false);
  return FactRow.array()
    .parse(rows)
    .map((row) => ({
      scope,
      unit,
      bucket: new Date(row.bucketMs),
      modelId: row.modelId,
      datasetId: row.datasetId,
      promptVersionId: row.promptVersionId,
      wrong: differs.flatMap(({ name }) => (row[name] === true ? [name] : [])),
    }));
}

/** The histograms of one unit that differ in any bin. */
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
    .select([bucketMs, sql`fact.measure`.as("wrong")])
    .distinct()
    .where({ generation: { $in: [compared.kept, compared.made] }, unit })
    .andWhere(isKept)
    .groupBy(["bucket", "measure", sql`bin.number`])
    .having({ [sql`${excess(sql`bin.tally`, compared)} <> 0`]: [] })
    .limit(LIMIT)
    .execute("all", false);
  return HistogramRow.array()
    .parse(rows)
    .map(({ bucketMs: ms, wrong }) => ({
      scope: "board",
      unit,
      bucket: new Date(ms),
      modelId: null,
      datasetId: null,
      promptVersionId: null,
      wrong: [wrong],
    }));
}

/** By how much the kept sum is more than the made one. */
function excess(value: RawQueryFragment, { kept }: Compared): RawQueryFragment {
  return sql`sum(case when fact.generation = ${kept} then ${value} else -${value} end)`;
}
