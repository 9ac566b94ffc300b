import { type Em, Fact, type FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { PairedRows } from "./paired-rows.ts";
import {
  askedPairs,
  type ChangePair,
  history,
  itemsWithin,
  ofPair,
  ofRecorded,
  recordedStrata,
  versionsOfStrata,
  within,
} from "./recorded-pairs.ts";

const RestRow = z.object({ change: z.int(), ...ofPair, versionId: z.uuid(), ...history });

/** Read once, though nobody knows beforehand how many rows it has. */
const materialized = { materialized: true } as const;

/** Of each version that the facts know what both sides of a change leave. Limited runs are in no facts, and so are not taken away. */
export async function readRests(
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
