import { type Em, Fact, type FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { PairedRows } from "./paired-rows.ts";

/**
 * How the scores of runs vary within a version, and those of answers within a version and item: sums of squared deviations,
 * and their degrees of freedom.
 */
export interface PairHistory {
  readonly runSquares: number;
  readonly runFreedom: number;
  readonly itemSquares: number;
  readonly itemFreedom: number;
}

/** A model and a dataset that a side of a change was run with, and a version which the side has of them. */
export interface ChangePair {
  readonly change: number;
  readonly modelId: string;
  readonly datasetId: string;
  readonly versionId: string;
}

const ofPair = { modelId: z.uuid(), datasetId: z.uuid() };
const history = {
  runSquares: z.number(),
  runFreedom: z.number(),
  itemSquares: z.number(),
  itemFreedom: z.number(),
};

/** Versions that no change has a side of are one row, without an id. */
const VersionRow = z.object({ ...ofPair, versionId: z.uuid().nullable(), ...history });
type VersionRow = z.infer<typeof VersionRow>;
const RestRow = z.object({ change: z.int(), ...ofPair, versionId: z.uuid(), ...history });

/**
 * What the facts know of these pairs beside the sides of their change: each version that ran twice at least, and of one that a
 * side is a part of the rest. Versions are added up that a change has not, rather than its own taken away: that would leave crumbs.
 */
export async function pairHistories(
  em: Em,
  generation: Pick<FactGeneration, "id">,
  rows: PairedRows,
  pairs: readonly ChangePair[],
): Promise<(Omit<ChangePair, "versionId"> & PairHistory)[]> {
  // A pair may have versions in other strata too, which no item is shared in: the rests know them.
  const rests = rows.areWhole ? null : await readRests(em, generation, rows, pairs);
  const sides = (rests ?? pairs).map(({ versionId }) => versionId);
  const versions = Map.groupBy(await readVersions(em, generation, pairs, [...new Set(sides)]), pairKey);
  const ownOf = Map.groupBy<string, ChangePair>(rests ?? pairs, changeKey);
  const restOf = Map.groupBy(rests ?? [], changeKey);
  const asked = new Map(pairs.map((pair) => [changeKey(pair), pair]));
  return [...asked].flatMap(([key, pair]) => {
    const { change, modelId, datasetId } = pair;
    const own = new Set(ownOf.get(key)?.map(({ versionId }) => versionId));
    const others = (versions.get(pairKey(pair)) ?? []).filter(
      ({ versionId }) => versionId === null || !own.has(versionId),
    );
    return [...others, ...(restOf.get(key) ?? [])].map((known) => {
      const { runSquares, runFreedom, itemSquares, itemFreedom } = known;
      return { change, modelId, datasetId, runSquares, runFreedom, itemSquares, itemFreedom };
    });
  });
}

const pairKey = ({ modelId, datasetId }: Pick<ChangePair, "modelId" | "datasetId">) => modelId + datasetId;
const changeKey = (pair: Omit<ChangePair, "versionId">) => `${pair.change} ${pairKey(pair)}`;

async function readVersions(
  em: Em,
  generation: Pick<FactGeneration, "id">,
  pairs: readonly ChangePair[],
  sides: readonly string[],
): Promise<VersionRow[]> {
  const found = await em
    .createQueryBuilder(Fact, "fact")
    .with("asked", askedPairs(pairs))
    .with("recorded", recordedStrata(generation))
    .with("version", versionsOfStrata)
    .with("answers", answersOf(generation))
    .with("known", knownOf(sides))
    .from("known", "known")
    .select(sql`known.*`)
    .execute<unknown>("all", false);
  return VersionRow.array().parse(found);
}

function askedPairs(pairs: readonly ChangePair[]): RawQueryFragment {
  const distinct = [
    ...new Map(pairs.map(({ modelId, datasetId }) => [modelId + datasetId, { modelId, datasetId }])).values(),
  ];
  return sql`select asked."modelId" as model_id, asked."datasetId" as dataset_id
    from json_to_recordset(${JSON.stringify(distinct)}::json) as asked ("modelId" uuid, "datasetId" uuid)`;
}

/** The squared deviations of n values from their mean, of these sums. */
function within(n: RawQueryFragment, sum: RawQueryFragment, squares: RawQueryFragment): RawQueryFragment {
  return sql`case when ${n} > 1 then ${squares} - (${sum}) * (${sum}) / (${n}) else 0 end`;
}

/** The facts of these pairs, by the names that runs were recorded with; how many such names a version has there. */
function recordedStrata({ id }: Pick<FactGeneration, "id">): RawQueryFragment {
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
const versionsOfStrata = sql`
  select recorded.version_id, recorded.model_id, recorded.dataset_id, sum(recorded.n) as n,
    sum(recorded.score_sum) as score_sum, sum(recorded.score_squares) as score_squares
  from recorded where recorded.runs > 1 group by 1, 2, 3`;

const ofRecorded = ({ id }: Pick<FactGeneration, "id">) => sql`
  item.generation = ${id} and item.prompt_version_id = recorded.recorded_version_id
  and item.model_id = recorded.recorded_model_id and item.dataset_id = recorded.recorded_dataset_id and item.n > 0`;

const itemsWithin = within(sql`item.n`, sql`item.score_sum`, sql`item.score_squares`);

/** Items are added up by what their names stand for where there is more than one name. */
function answersOf(generation: Pick<FactGeneration, "id">): RawQueryFragment {
  return sql`
    select recorded.version_id, recorded.model_id, recorded.dataset_id, item.freedom, item.squares
    from recorded cross join lateral (
      select sum(item.n - 1) as freedom, sum(${itemsWithin}) as squares
      from item_facts item where ${ofRecorded(generation)}
    ) as item
    where recorded.runs > 1 and recorded.names = 1
    union all
    select item.version_id, item.model_id, item.dataset_id, sum(item.n - 1), sum(${itemsWithin})
    from (
      select recorded.version_id, recorded.model_id, recorded.dataset_id, item.item_key, sum(item.n) as n,
        sum(item.score_sum) as score_sum, sum(item.score_squares) as score_squares
      from recorded join item_facts item on ${ofRecorded(generation)}
      where recorded.runs > 1 and recorded.names > 1 group by 1, 2, 3, 4
    ) as item
    group by 1, 2, 3`;
}

/** These versions each by themselves, and all others of a pair together. */
function knownOf(versionIds: readonly string[]): RawQueryFragment {
  return sql`
    select version.model_id as "modelId", version.dataset_id as "datasetId", side.id as "versionId",
      sum(${within(sql`version.n`, sql`version.score_sum`, sql`version.score_squares`)})::float8 as "runSquares",
      sum(version.n - 1)::float8 as "runFreedom",
      coalesce(sum(answers.squares), 0)::float8 as "itemSquares",
      coalesce(sum(answers.freedom), 0)::float8 as "itemFreedom"
    from version join answers using (version_id, model_id, dataset_id)
    left join (select id::uuid from json_array_elements_text(${JSON.stringify(versionIds)}::json) as id) side
      on side.id = version.version_id
    group by 1, 2, 3`;
}

/** Read once, though nobody knows beforehand how many rows it has. */
const materialized = { materialized: true } as const;

/** Of each version that the facts know what both sides of a change leave. Limited runs are in no facts, and so are not taken away. */
async function readRests(
  em: Em,
  generation: Pick<FactGeneration, "id">,
  rows: PairedRows,
  pairs: readonly ChangePair[],
): Promise<z.infer<typeof RestRow>[]> {
  const found = await em
    .createQueryBuilder(Fact, "fact")
    .with("asked", askedPairs(pairs))
    .with("own", ownRuns(rows))
    .with("recorded", recordedStrata(generation))
    .with("version", versionsOfStrata)
    .with("part", partsOfVersions, materialized)
    .with("own_item", ownItems(rows), materialized)
    .with("item", itemsOfParts(generation), materialized)
    .with("item_left", itemsLeft)
    .with("rest", restOfItems, materialized)
    .with("known", knownRests)
    .from("known", "known")
    .select(sql`known.*`)
    .execute<unknown>("all", false);
  return RestRow.array().parse(found);
}

/** What both sides of a change have of a version. */
function ownRuns({ runs }: PairedRows): RawQueryFragment {
  return sql`
    select scored.change, scored.model_id, scored.dataset_id, scored.version_id, sum(scored.n) as n,
      sum(scored.score_sum) as score_sum, sum(scored.score_squares) as score_squares
    from (${runs}) as scored join asked using (model_id, dataset_id) where not scored.limited group by 1, 2, 3, 4`;
}

/** The versions that a side is no more than a part of. */
const partsOfVersions = sql`
  select own.change, own.model_id, own.dataset_id, own.version_id
  from own join version using (version_id, model_id, dataset_id) where own.n < version.n`;

function ownItems({ items }: PairedRows): RawQueryFragment {
  return sql`
    select part.change, part.model_id, part.dataset_id, part.version_id, answer.item_key, sum(answer.n) as n,
      sum(answer.score_sum) as score_sum, sum(answer.score_squares) as score_squares
    from (select distinct part.change from part) as of_change cross join lateral (${items}) as answer
    join part on part.change = of_change.change and part.version_id = answer.version_id
      and part.model_id = answer.model_id and part.dataset_id = answer.dataset_id
    where not answer.limited
    group by 1, 2, 3, 4, 5`;
}

function itemsOfParts(generation: Pick<FactGeneration, "id">): RawQueryFragment {
  return sql`
    select recorded.version_id, recorded.model_id, recorded.dataset_id, item.item_key, sum(item.n) as n,
      sum(item.score_sum) as score_sum, sum(item.score_squares) as score_squares
    from recorded join item_facts item on ${ofRecorded(generation)}
    where (recorded.version_id, recorded.model_id, recorded.dataset_id) in (select version_id, model_id, dataset_id from part)
    group by 1, 2, 3, 4`;
}

// One is added up and the other taken away: a join of the two has no index, and no statistics to be planned by.
const itemsLeft = sql`
  select part.change, part.model_id, part.dataset_id, part.version_id, item.item_key, item.n, item.score_sum, item.score_squares
  from part join item using (version_id, model_id, dataset_id)
  union all
  select own.change, own.model_id, own.dataset_id, own.version_id, own.item_key, -own.n, -own.score_sum, -own.score_squares
  from own_item own`;

const restOfItems = sql`
  select item.change, item.model_id, item.dataset_id, item.version_id,
    sum(greatest(item.n - 1, 0)) as freedom, sum(${itemsWithin}) as squares
  from (
    select item.change, item.model_id, item.dataset_id, item.version_id, item.item_key, sum(item.n) as n,
      sum(item.score_sum) as score_sum, sum(item.score_squares) as score_squares
    from item_left as item group by 1, 2, 3, 4, 5
  ) as item
  group by 1, 2, 3, 4`;

const left = (figure: string) => sql`(${sql.ref(`version.${figure}`)} - ${sql.ref(`own.${figure}`)})`;

const knownRests = sql`
  select own.change, own.model_id as "modelId", own.dataset_id as "datasetId", own.version_id as "versionId",
    (${within(left("n"), left("score_sum"), left("score_squares"))})::float8 as "runSquares",
    greatest(${left("n")} - 1, 0)::float8 as "runFreedom",
    coalesce(rest.squares, 0)::float8 as "itemSquares", coalesce(rest.freedom, 0)::float8 as "itemFreedom"
  from own join version using (version_id, model_id, dataset_id)
  left join rest using (change, model_id, dataset_id, version_id)`;
