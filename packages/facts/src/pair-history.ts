import { type Em, Fact, type FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { PairedRows } from "./paired-rows.ts";
import { type ItemRestRow, readRests } from "./pair-rests.ts";
import {
  askedPairs,
  type ChangePair,
  history,
  itemsWithin,
  ofPair,
  ofRecorded,
  type PairHistory,
  recordedStrata,
  versionsOfStrata,
  within,
} from "./recorded-pairs.ts";

/** Versions that no change has a side of are one row, without an id. */
const VersionRow = z.object({ ...ofPair, versionId: z.uuid().nullable(), ...history });
type VersionRow = z.infer<typeof VersionRow>;
/**
 * What the facts know of these pairs beside the sides of their change: each version that ran twice at least, and of one that a
 * side is a part of the rest. Versions are added up that a change has not, rather than its own taken away: that would leave crumbs.
 */
export async function pairHistories(
  em: Em,
  generation: Pick<FactGeneration, "id">,
  rows: PairedRows,
  pairs: readonly ChangePair[],
  itemRests: readonly ItemRestRow[],
): Promise<(Omit<ChangePair, "versionId"> & PairHistory)[]> {
  // A pair may have versions in other strata too, which no item is shared in: the rests know them.
  const runRests = rows.areWhole ? null : await readRests(em, rows, { generation, pairs });
  const itemsOf = new Map(itemRests.map((rest) => [`${changeKey(rest)} ${rest.versionId}`, rest]));
  const rests = runRests?.map((rest) => {
    const { itemSquares = 0, itemFreedom = 0 } = itemsOf.get(`${changeKey(rest)} ${rest.versionId}`) ?? {};
    return Object.assign(rest, { itemSquares, itemFreedom });
  });
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
    // Inlined they are read again for every version, where the planner takes the versions for one.
    .with("answers", answersOf(generation), { materialized: true })
    .with("known", knownOf(sides))
    .from("known", "known")
    .select(sql`known.*`)
    .execute<unknown>("all", false);
  return VersionRow.array().parse(found);
}

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
