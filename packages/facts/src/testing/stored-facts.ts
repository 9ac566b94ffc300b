import { type FactGeneration, type Orm } from "@evalboard/db";
import { itemMeasures } from "../item-facts.ts";
import { measures, metricMeasures } from "../measures.ts";
import type { ReferenceRow } from "./reference-facts.ts";

/** The rows of a generation that hold runs, by their keys. */
export async function storedFacts(orm: Orm, { id }: FactGeneration): Promise<Map<string, ReferenceRow>> {
  const sums = Object.entries(measures).map(([name, { column }]) => `facts.${column}::float8 as "${name}"`);
  const rows: { key: string; of: ReferenceRow }[] = await orm.em.getConnection().execute(
    `select concat_ws(' ', scope, unit, to_char(bucket at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      model_id, dataset_id, prompt_version_id) as key, to_jsonb(sums) as of
     from facts, lateral (select ${sums.join()}) sums where generation = ${id} and facts.runs > 0`,
  );
  return new Map(rows.map(({ key, of }) => [key, of]));
}

/** The rows of a generation's metrics that hold runs, by their keys and the metric. */
export async function storedMetricFacts(
  orm: Orm,
  { id }: FactGeneration,
): Promise<Map<string, ReferenceRow>> {
  const sums = Object.entries(metricMeasures).map(
    ([name, { column }]) => `metric_facts.${column}::float8 as "${name}"`,
  );
  const rows: { key: string; of: ReferenceRow }[] = await orm.em.getConnection().execute(
    `select concat_ws(' ', scope, unit, to_char(bucket at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      model_id, dataset_id, prompt_version_id, metric) as key, to_jsonb(sums) as of
     from metric_facts, lateral (select ${sums.join()}) sums where generation = ${id} and metric_facts.runs > 0`,
  );
  return new Map(rows.map(({ key, of }) => [key, of]));
}

/** The rows of a generation's items, by version, model, dataset and the item's key: those of none too. */
export async function storedItemFacts(orm: Orm, { id }: FactGeneration): Promise<Map<string, ReferenceRow>> {
  const sums = Object.entries(itemMeasures).map(
    ([name, { column }]) => `item_facts.${column}::float8 as "${name}"`,
  );
  const rows: { key: string; of: ReferenceRow }[] = await orm.em.getConnection().execute(
    `select concat_ws(' ', prompt_version_id, model_id, dataset_id, item_key) as key, to_jsonb(sums) as of
     from item_facts, lateral (select ${sums.join()}) sums where generation = ${id}`,
  );
  return new Map(rows.map(({ key, of }) => [key, of]));
}

/** The histograms of a generation that count anything, without trailing zeros. */
export async function storedHistograms(
  orm: Orm,
  { id }: FactGeneration,
): Promise<Map<string, { score: number[]; latency: number[] }>> {
  const rows: { key: string; measure: "score" | "latency"; bins: number[] }[] = await orm.em
    .getConnection()
    .execute(
      `select concat_ws(' ', unit, to_char(bucket at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as key,
      measure, to_jsonb(bins) as bins from fact_histograms where generation = ${id} and 0 <> any (bins)`,
    );
  const found = new Map<string, { score: number[]; latency: number[] }>();
  for (const { key, measure, bins } of rows) {
    const row = found.get(key) ?? { score: [], latency: [] };
    found.set(key, { ...row, [measure]: bins });
  }
  return found;
}
