import type { FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";

// What both parts of a pair's history are read from: the facts of its versions.

/** A model and a dataset that a side of a change was run with, and a version which the side has of them. */
export interface ChangePair {
  readonly change: number;
  readonly modelId: string;
  readonly datasetId: string;
  readonly versionId: string;
}

export const ofPair = { modelId: z.uuid(), datasetId: z.uuid() };
/**
 * How the scores of runs vary within a version, and those of answers within a version and item: sums of squared deviations,
 * and their degrees of freedom.
 */
export const history = {
  runSquares: z.number(),
  runFreedom: z.number(),
  itemSquares: z.number(),
  itemFreedom: z.number(),
};
export type PairHistory = Readonly<z.infer<z.ZodObject<typeof history>>>;

export function askedPairs(pairs: readonly ChangePair[]): RawQueryFragment {
  const distinct = [
    ...new Map(pairs.map(({ modelId, datasetId }) => [modelId + datasetId, { modelId, datasetId }])).values(),
  ];
  return sql`select asked."modelId" as model_id, asked."datasetId" as dataset_id
    from json_to_recordset(${JSON.stringify(distinct)}::json) as asked ("modelId" uuid, "datasetId" uuid)`;
}

/** The squared deviations of n values from their mean, of these sums. */
export function within(
  n: RawQueryFragment,
  sum: RawQueryFragment,
  squares: RawQueryFragment,
): RawQueryFragment {
  return sql`case when ${n} > 1 then ${squares} - (${sum}) * (${sum}) / (${n}) else 0 end`;
}

/** The facts of these pairs, by the names that runs were recorded with; how many such names a version has there. */
export function recordedStrata({ id }: Pick<FactGeneration, "id">): RawQueryFragment {
  return sql`
    select version_name.canonical_id as version_id, model_name.canonical_id as model_id,
      dataset_name.canonical_id as dataset_id, fact.prompt_version_id as recorded_version_id,
      fact.model_id as recorded_model_id, fact.dataset_id as recorded_dataset_id,
      fact.perfect_runs + fact.partial_runs + fact.failed_runs as n, fact.score_sum, fact.score_squares,
      count(*) over (partition by version_name.canonical_id, model_name.canonical_id, dataset_name.canonical_id) as names,
      sum(fact.perfect_runs + fact.partial_runs + fact.failed_runs)
        over (partition by version_name.canonical_id, model_name.canonical_id, dataset_name.canonical_id) as runs
    from facts fact
    join prompt_versions version_name on version_name.id = fact.prompt_version_id
    join models model_name on model_name.id = fact.model_id
    join datasets dataset_name on dataset_name.id = fact.dataset_id
    where fact.generation = ${id} and fact.scope = 'stratum' and fact.unit = 'all' and fact.runs > 0
      and (model_name.canonical_id, dataset_name.canonical_id) in (select model_id, dataset_id from asked)`;
}

/** Versions that ran but once say nothing of how runs vary, and may be as many as the runs: nothing more is read of them. */
export const versionsOfStrata = sql`
  select recorded.version_id, recorded.model_id, recorded.dataset_id, sum(recorded.n) as n,
    sum(recorded.score_sum) as score_sum, sum(recorded.score_squares) as score_squares
  from recorded where recorded.runs > 1 group by 1, 2, 3`;

/** An item of such a stratum. */
export const ofRecorded = ({ id }: Pick<FactGeneration, "id">) => sql`
  item.generation = ${id} and item.prompt_version_id = recorded.recorded_version_id
  and item.model_id = recorded.recorded_model_id and item.dataset_id = recorded.recorded_dataset_id and item.n > 0`;

export const itemsWithin = within(sql`item.n`, sql`item.score_sum`, sql`item.score_squares`);
