import { type Em, Fact, type FactGeneration } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import type { PairedRows } from "./paired-rows.ts";
import {
  askedPairs,
  type ChangePair,
  itemsWithin,
  ofPair,
  ofRecorded,
  recordedStrata,
  versionsOfStrata,
  within,
} from "./recorded-pairs.ts";

// Of a version that a side is a part of, the rest: what the facts know of it without the side's own. Limited runs are in no facts,
// and so are not taken away.

/** Whose versions may be no more than parts on the sides, and the facts that know them whole. */
export interface AskedRests {
  readonly generation: Pick<FactGeneration, "id">;
  readonly pairs: readonly ChangePair[];
}

const ofVersion = { change: z.int(), ...ofPair, versionId: z.uuid() };

/** How the runs of a version vary that both sides of a change leave. */
const RestRow = z.object({ ...ofVersion, runSquares: z.number(), runFreedom: z.number() });
type RestRow = z.infer<typeof RestRow>;

/** How the answers to an item vary in these runs, over all items of the version. */
export const ItemRestRow = z.object({ ...ofVersion, itemSquares: z.number(), itemFreedom: z.number() });
export type ItemRestRow = z.infer<typeof ItemRestRow>;

/** Of each version that the facts know what both sides of a change leave. */
export async function readRests(em: Em, rows: PairedRows, asked: AskedRests): Promise<RestRow[]> {
  const query = em.createQueryBuilder(Fact, "fact");
  for (const [name, part] of versionParts(rows, asked)) query.with(name, part);
  const found = await query
    .with("known", knownRests)
    .from("known", "known")
    .select(sql`known.*`)
    .execute<unknown>("all", false);
  return RestRow.array().parse(found);
}

/** What `restsOfItems` reads from, by name. */
export function restParts(rows: PairedRows, asked: AskedRests): (readonly [string, RawQueryFragment])[] {
  return [...versionParts(rows, asked), ["part", partsOfVersions]];
}

function versionParts(
  rows: PairedRows,
  { generation, pairs }: AskedRests,
): (readonly [string, RawQueryFragment])[] {
  return [
    ["asked", askedPairs(pairs)],
    ["own", ownRuns(rows)],
    ["recorded", recordedStrata(generation)],
    ["version", versionsOfStrata],
  ];
}

/** What both sides have of a version; added up before it is joined, or all runs of a model would be read for each of its pairs. */
function ownRuns({ runs }: PairedRows): RawQueryFragment {
  return sql`
    select own.* from (
      select scored.change, scored.model_id, scored.dataset_id, scored.version_id, sum(scored.n) as n,
        sum(scored.score_sum) as score_sum, sum(scored.score_squares) as score_squares
      from (${runs}) as scored where not scored.limited group by 1, 2, 3, 4
    ) as own join asked using (model_id, dataset_id)`;
}

/** The versions that a side is no more than a part of. */
const partsOfVersions = sql`
  select own.change, own.model_id, own.dataset_id, own.version_id
  from own join version using (version_id, model_id, dataset_id) where own.n < version.n`;

/** The rests of the items of the change that `of_change` is, as `ItemRestRow` has them; `answer` are its items. */
export function restsOfItems({ generation }: Pick<AskedRests, "generation">): RawQueryFragment {
  return sql`
    select of_change.change, item.model_id as "modelId", item.dataset_id as "datasetId", item.version_id as "versionId",
      sum(${itemsWithin})::float8 as "itemSquares", sum(greatest(item.n - 1, 0))::float8 as "itemFreedom"
    from (
      select item.model_id, item.dataset_id, item.version_id, item.item_key, sum(item.n) as n,
        sum(item.score_sum) as score_sum, sum(item.score_squares) as score_squares
      from (${itemsAndOwn(generation)}) as item group by 1, 2, 3, 4
    ) as item
    group by 1, 2, 3, 4`;
}

// One is added up and the other taken away: a join of the two has no index, and no statistics to be planned by.
const itemsAndOwn = (generation: AskedRests["generation"]) => sql`
  select part.model_id, part.dataset_id, part.version_id, item.item_key, item.n, item.score_sum, item.score_squares
  from part join recorded using (version_id, model_id, dataset_id) join item_facts item on ${ofRecorded(generation)}
  where part.change = of_change.change
  union all
  select part.model_id, part.dataset_id, part.version_id, answer.item_key, -answer.n, -answer.score_sum, -answer.score_squares
  from part join answer using (version_id, model_id, dataset_id)
  where part.change = of_change.change and not answer.limited`;

const left = (figure: string) => sql`(${sql.ref(`version.${figure}`)} - ${sql.ref(`own.${figure}`)})`;

const knownRests = sql`
  select own.change, own.model_id as "modelId", own.dataset_id as "datasetId", own.version_id as "versionId",
    (${within(left("n"), left("score_sum"), left("score_squares"))})::float8 as "runSquares",
    greatest(${left("n")} - 1, 0)::float8 as "runFreedom"
  from own join version using (version_id, model_id, dataset_id)`;
