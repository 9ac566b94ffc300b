import { type ComparedMetric, MAX_METRICS } from "@evalboard/contract";
import { type Em, RunResult } from "@evalboard/db";
import { pairedMetricDifference } from "@evalboard/inference";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { itemKey } from "../fragments.ts";
import { directionsOf } from "../metric-directions.ts";
import { datasetId, filterOf, ROUNDING } from "./fragments.ts";
import type { Groups } from "./groups.ts";
import { matchedColumns, memberResults } from "./items.ts";
import { MetricRow } from "./rows.ts";

/** The metrics that items of both groups have as a number, those of the most items first. */
export async function compareMetrics(em: Em, groups: Groups): Promise<ComparedMetric[]> {
  // Told by the runs: most have none, and then no result needs to be read for them.
  if (!groups.baseline.row.hasMetrics || !groups.candidate.row.hasMetrics) return [];
  const rows = MetricRow.array().parse(await itemMeans(em, groups));
  const names = rows.map(({ name }) => name);
  const directions = await directionsOf(em, names);
  return rows.map(({ name, items, baseline, candidate, difference, deviation, low, high }) => {
    // As of scores: below this share of what they are, values are one.
    const size = Math.max(Math.abs(low), Math.abs(high));
    const span = high - low > ROUNDING * size ? high - low : 0;
    const found = pairedMetricDifference({ n: items, mean: difference, deviation, span });
    return {
      name,
      higherIsBetter: directions.get(name) ?? null,
      items,
      baseline,
      candidate,
      difference,
      interval: found.interval,
      pValue: found.pValue,
    };
  });
}

// As in `fragments.ts`: `metric` a number of a result, `cell` both sides of what is like, `item` both sides of an item, all
// of one metric each. Decimals, as JSON has them: means of what is equal are equal then.
const eachNumber = sql`(select key as name, value::numeric as number from jsonb_each(result.metrics)
  where jsonb_typeof(value) = 'number')`;
const isThere = { "metric.name": { $ne: null } } as const;
const meanOf = (side: keyof typeof filterOf) => sql`avg(metric.number) ${filterOf[side]}`.as(side);
const isInBoth = sql`count(*) ${filterOf.baseline} > 0 and count(*) ${filterOf.candidate} > 0`;
const ofItem = [sql`cell.dataset_id`, sql`cell.item_key`, sql`cell.name`] as const;
const difference = sql`(item.candidate - item.baseline)`;
const float = (value: RawQueryFragment) => sql`(${value})::float8`;

/** Each metric's mean over the items that both groups have it of: an item is averaged first, as for its score. */
async function itemMeans(em: Em, groups: Groups): Promise<unknown> {
  const cells = memberResults(em, groups)
    .innerJoinLateral(eachNumber, "metric", isThere)
    .select([datasetId, itemKey.as("item_key"), sql`metric.name`, meanOf("baseline"), meanOf("candidate")])
    .andWhere({ metrics: { $ne: null } })
    .groupBy([itemKey, datasetId, sql`metric.name`, ...matchedColumns(groups)])
    .having({ [isInBoth]: [] });
  const items = em
    .createQueryBuilder(RunResult)
    .from(cells, "cell")
    .select([...ofItem, sql`avg(cell.baseline)`.as("baseline"), sql`avg(cell.candidate)`.as("candidate")])
    .groupBy([...ofItem]);
  return em
    .createQueryBuilder(RunResult)
    .from(items, "item")
    .select([
      sql`item.name`.as("name"),
      sql`count(*)::int`.as("items"),
      float(sql`avg(item.baseline)`).as("baseline"),
      float(sql`avg(item.candidate)`).as("candidate"),
      float(sql`avg(${difference})`).as("difference"),
      sql`stddev_samp(${float(difference)})`.as("deviation"),
      float(sql`least(min(item.baseline), min(item.candidate))`).as("low"),
      float(sql`greatest(max(item.baseline), max(item.candidate))`).as("high"),
    ])
    .groupBy(sql`item.name`)
    .orderBy([{ [sql`2`]: "desc" }, { [sql`item.name collate "C"`]: "asc" }])
    .limit(MAX_METRICS)
    .execute<unknown>("all", false);
}
