import { type Em, type Orm, Run } from "@evalboard/db";
import { sql } from "@mikro-orm/core";

/** A window of the board and the edges of its buckets. */
interface Buckets {
  readonly from: Date;
  readonly to: Date;
  readonly edges: readonly Date[];
}

const counted = sql`count(*)::int`.as("runs");
const scores = [sql`avg(run.average_score)`.as("score"), sql`var_samp(run.average_score)`.as("variance")];
const items = ["total_items", "perfect_items", "partial_items", "failed_items", "errored_items"].map(
  (column) => sql`sum(${sql.ref(`run.${column}`)})::float8`.as(column),
);
const effort = [sql`avg(run.latency_ms)`.as("latency"), sql`sum(run.cost_usd)`.as("cost")];
const figures = [counted, ...scores, ...items, ...effort];

const outcomes = [
  sql`count(*) filter (where run.average_score = 1)::int`.as("perfect"),
  sql`count(*) filter (where run.average_score > 0 and run.average_score < 1)::int`.as("partial"),
  sql`count(*) filter (where run.average_score = 0)::int`.as("failed"),
  sql`count(*) filter (where run.average_score is null)::int`.as("errored"),
];
const percentiles = [0.5, 0.95].map((share) =>
  sql`percentile_cont(${share}) within group (order by run.latency_ms)`.as(`p${100 * share}`),
);

/**
 * What the board began with, in one snapshot: the summary, models, score distribution, runs and latency over time, and
 * datasets of a window, each one aggregation by the query builder over its completed runs.
 */
export async function sixAggregations(orm: Orm, window: Buckets): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const bucket = timeBucket(window.edges);
    await completed(em, window).select(figures).execute("get", false);
    await completed(em, window)
      .join("run.model", "model")
      .select(["model.id", "model.provider", "model.name", ...figures])
      .groupBy("model.id")
      .execute("all", false);
    await completed(em, window)
      .select([...outcomes, ...items])
      .execute("get", false);
    await completed(em, window)
      .select([bucket, counted])
      .groupBy(sql`bucket`)
      .execute("all", false);
    await completed(em, window)
      .select([bucket, ...effort, ...percentiles])
      .groupBy(sql`bucket`)
      .execute("all", false);
    await completed(em, window)
      .join("run.dataset", "dataset")
      .select(["dataset.id", "dataset.name", sql`count(distinct run.model_id)::int`.as("models"), ...figures])
      .groupBy("dataset.id")
      .execute("all", false);
  });
}

function completed(em: Em, { from, to }: Buckets) {
  return em
    .createQueryBuilder(Run, "run")
    .where({ status: "completed", completedAt: { $gte: from, $lt: to } });
}

function timeBucket(edges: readonly Date[]) {
  const instants = edges.map((edge) => edge.toISOString());
  return sql`width_bucket(run.completed_at, ${`{${instants.join()}}`}::timestamptz[])`.as("bucket");
}
