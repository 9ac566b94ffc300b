import type { DescribeMetric, StartRun } from "@evalboard/contract";
import { type Em, Metric } from "@evalboard/db";
import type { z } from "zod";

// Which way of a metric is better: what a tool or the team said of it, and never guessed.

/** Of these metrics those that somebody said it of, by name: whether higher is better. */
export async function directionsOf(em: Em, names: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  // Most runs have no metrics, and every completion gives back its run.
  if (names.length === 0) return new Map();
  const found = await em.find(Metric, { name: { $in: [...names] } });
  return new Map(
    found.flatMap(({ name, higherIsBetter }) => (higherIsBetter === null ? [] : [[name, higherIsBetter]])),
  );
}

/** Says it of a metric, or unsays it. */
export async function describeMetric(em: Em, metric: DescribeMetric): Promise<DescribeMetric> {
  await em.upsert(Metric, metric);
  return metric;
}

/** What is said of metrics first holds: who records later does not change what the team may have said since. */
export async function describeNewMetrics(
  em: Em,
  metrics: z.output<typeof StartRun>["metrics"],
): Promise<void> {
  if (metrics.length === 0) return;
  const names = metrics.map(({ name }) => name);
  const known = await em.find(Metric, { name: { $in: names } });
  // In one order, whoever inserts some of the same: then no two wait for one another.
  const fresh = metrics
    .filter(({ name }) => !known.some((metric) => metric.name === name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (fresh.length === 0) return;
  await em.createQueryBuilder(Metric).insert(fresh).onConflict("name").ignore().execute("run");
}
