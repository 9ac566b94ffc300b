import { metricsOfRun } from "@evalboard/facts";
import { Metric } from "@evalboard/db";
import { sql } from "@mikro-orm/core";
import { z } from "zod";
import { firstColumn, varianceOfSums } from "./columns.ts";
import type { Counted } from "./rows.ts";

/** A metric over the runs that have it: every run weighs the same. `variance` is that of the runs' means. */
const MetricRow = z.object({
  name: z.string(),
  higherIsBetter: z.boolean().nullable(),
  runs: z.int(),
  items: z.number(),
  mean: z.number().nullable(),
  variance: z.number().nullable(),
});
export type MetricRow = z.infer<typeof MetricRow>;

const runs = sql`sum(counted.runs)`;
const ofFacts = [
  sql`counted.metric`.as("name"),
  sql`${runs}::int`.as("runs"),
  sql`sum(counted.items)::float8`.as("items"),
  sql`(sum(counted.mean_sum) / nullif(${runs}, 0))::float8`.as("mean"),
  varianceOfSums(runs, sql`sum(counted.mean_sum)`, sql`sum(counted.mean_squares)`).as("variance"),
] as const;

/** Every metric of the window's runs, from facts. */
export async function metricsOfFacts(counted: Counted): Promise<MetricRow[]> {
  return withDirections(
    counted,
    await counted.metrics().select(ofFacts).groupBy(firstColumn).execute("all", false),
  );
}

const mean = sql`(metric.value ->> 'mean')::numeric`;
const ofRuns = [
  sql`metric.name`.as("name"),
  sql`count(*)::int`.as("runs"),
  sql`sum((metric.value ->> 'n')::int8)::float8`.as("items"),
  sql`avg(${mean})::float8`.as("mean"),
  sql`var_samp(${mean})::float8`.as("variance"),
] as const;
// `metricsOfRun` reads the metrics of an alias `run`.
const run = sql`(select counted.metrics)`;
const isThere = { "metric.name": { $ne: null } } as const;

/** The same from the runs. */
export async function metricsOfRuns(counted: Counted): Promise<MetricRow[]> {
  const rows = counted
    .metrics()
    .innerJoinLateral(run, "run", { "run.metrics": { $ne: null } })
    .innerJoinLateral(metricsOfRun, "metric", isThere)
    .select(ofRuns)
    .groupBy(firstColumn);
  return withDirections(counted, await rows.execute("all", false));
}

async function withDirections({ em }: Counted, rows: unknown): Promise<MetricRow[]> {
  const found = MetricRow.omit({ higherIsBetter: true }).array().parse(rows);
  if (found.length === 0) return [];
  const known = await em.find(Metric, { name: { $in: found.map(({ name }) => name) } });
  const directions = new Map(known.map(({ name, higherIsBetter }) => [name, higherIsBetter]));
  return found.map((row) => Object.assign(row, { higherIsBetter: directions.get(row.name) ?? null }));
}
