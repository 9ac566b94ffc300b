import { type Em, ItemFact } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { z } from "zod";
import { changesOfOne, clustersOfOne, strataOfOne } from "./one-stratum.ts";
import { type AskedRests, ItemRestRow, restParts, restsOfItems } from "./pair-rests.ts";
import {
  cellsOf,
  isOfStratum,
  isShared,
  newerMean,
  olderMean,
  passesOf,
  strataOfCells,
  weighedStrata,
} from "./paired-cells.ts";
import { ofStratum, type PairedRows } from "./paired-rows.ts";

/** The means are null where no item is shared. */
const StratumRow = z.object({
  ...ofStratum,
  items: z.int(),
  newerMean: z.number().nullable(),
  olderMean: z.number().nullable(),
  inverseAnswers: z.number(),
  /** How the answers to an item vary on a side, over all its items. */
  itemSquares: z.number(),
  itemFreedom: z.number(),
});
export type StratumRow = z.infer<typeof StratumRow>;

/** Of a dataset's shared items: the sums of Σ weight · difference / items over their strata, and of its square. */
const ClusterRow = z.object({
  change: z.int(),
  dataset: z.uuid(),
  items: z.int(),
  sum: z.number(),
  squares: z.number(),
});

/** Items are each of their dataset; `newerItems` and `olderItems` are those of the strata that share one, shared or not. */
const ChangeRow = z.object({
  change: z.int(),
  newerItems: z.int(),
  olderItems: z.int(),
  newerOnlyItems: z.int(),
  olderOnlyItems: z.int(),
  passes: z.object({ both: z.int(), neither: z.int(), gained: z.int(), lost: z.int() }),
});

const ItemsRow = z.object({
  strata: StratumRow.array(),
  clusters: ClusterRow.array(),
  changes: ChangeRow.array(),
  /** Of versions that a side has a part of; none where they were not asked for. */
  rests: ItemRestRow.array(),
});
export type ItemsRow = z.infer<typeof ItemsRow>;

/** A stratum with scored runs on both sides. */
interface WeighedStratum {
  readonly change: number;
  readonly stratum: string;
  readonly datasetId: string;
  readonly newer: { readonly n: number };
  readonly older: { readonly n: number };
}

/** A statement has its time, and no change takes long. */
const CHANGES_A_STATEMENT = 20;

/**
 * What the items of so many changes come to; strata weigh by their runs as in least squares, n₁n₀ / (n₁ + n₀). Changes are read one after the
 * other, for the items of one have room in memory.
 */
export async function readItems(
  em: Em,
  asked: PairedRows,
  count: number,
  strata: readonly WeighedStratum[],
  rests: AskedRests | null,
): Promise<ItemsRow> {
  const strataOfChange = Map.groupBy(strata, ({ change }) => change);
  const changes = Array.from({ length: count }, (_, change) => ({
    change,
    weights: (strataOfChange.get(change) ?? []).map(({ stratum, datasetId, newer, older }) => {
      return { stratum, datasetId, weight: (newer.n * older.n) / (newer.n + older.n) };
    }),
  }));
  const rows: ItemsRow[] = [];
  for (let from = 0; from < changes.length; from += CHANGES_A_STATEMENT) {
    const some = changes.slice(from, from + CHANGES_A_STATEMENT);
    const query = em.createQueryBuilder(ItemFact).with("of_change", askedChanges(some));
    if (asked.strata) query.with("strata", asked.strata, { materialized: true });
    // Once for all changes.
    for (const [name, part] of rests ? restParts(asked, rests) : []) {
      query.with(name, part, { materialized: true });
    }
    const found = await query
      .with(
        "found",
        sql`select figures.* from of_change cross join lateral (${figuresOf(asked, rests)}) as figures`,
      )
      .from("found", "found")
      .select(sql`found.*`)
      .execute<unknown>("all", false);
    rows.push(...ItemsRow.array().parse(found));
  }
  return {
    strata: rows.flatMap((row) => row.strata),
    clusters: rows.flatMap((row) => row.clusters),
    changes: rows.flatMap((row) => row.changes),
    rests: rows.flatMap((row) => row.rests),
  };
}

function askedChanges(changes: readonly object[]): RawQueryFragment {
  return sql`select * from json_to_recordset(${JSON.stringify(changes)}::json) as asked (change int, weights json)`;
}

/** An item over its strata: a shared one passes by its answers in the strata that share it. */
const itemsOfCells = (rows: PairedRows) => sql`
  select stratum.dataset_id, cell.item_key, bool_or(${isShared}) as is_shared,
    bool_or(cell.newer_n > 0) as is_newer, bool_or(cell.older_n > 0) as is_older,
    bool_or(cell.newer_n > 0 and stratum.items > 0) as is_newer_compared,
    bool_or(cell.older_n > 0 and stratum.items > 0) as is_older_compared,
    ${passesOn("newer")} as newer_passes, ${passesOn("older")} as older_passes,
    sum(stratum.weight * (${newerMean} - ${olderMean})) filter (where ${isShared}) as share
  from cell join weighed_stratum stratum on ${isOfStratum(rows)}
  group by 1, 2`;

function passesOn(side: "newer" | "older"): RawQueryFragment {
  return passesOf(side, (figure) => sql`sum(${figure}) filter (where ${isShared})`);
}

const countWhere = (condition: RawQueryFragment) => sql`count(*) filter (where ${condition})`;
const countShared = (condition: RawQueryFragment) => countWhere(sql`item.is_shared and ${condition}`);

const clusters = sql`
  select of_change.change, item.dataset_id as dataset, count(*) as items, sum(item.share) as sum,
    sum(item.share * item.share) as squares
  from item where item.is_shared group by 2 order by 2`;

const changes = sql`
  select of_change.change,
    ${countWhere(sql`item.is_newer_compared`)} as "newerItems",
    ${countWhere(sql`item.is_older_compared`)} as "olderItems",
    ${countWhere(sql`item.is_newer and not item.is_shared`)} as "newerOnlyItems",
    ${countWhere(sql`item.is_older and not item.is_shared`)} as "olderOnlyItems",
    json_build_object(
      'both', ${countShared(sql`item.older_passes and item.newer_passes`)},
      'neither', ${countShared(sql`not item.older_passes and not item.newer_passes`)},
      'gained', ${countShared(sql`not item.older_passes and item.newer_passes`)},
      'lost', ${countShared(sql`item.older_passes and not item.newer_passes`)}) as passes
  from item having count(*) > 0`;

const strataRows = sql`
  select of_change.change, stratum, dataset_id as "datasetId", items, newer_mean as "newerMean", older_mean as "olderMean",
    inverse_answers as "inverseAnswers", squares as "itemSquares", freedom as "itemFreedom"
  from stratum`;

const listOf = (rows: RawQueryFragment) =>
  sql`(select coalesce(json_agg(listed), '[]') from (${rows}) as listed)`;

/** Of the change that `of_change` is. */
function figuresOf(rows: PairedRows, rests: AskedRests | null): RawQueryFragment {
  const { items, isOneStratum = false, areSingle = false } = rows;
  // Read again where what a side leaves is asked for, rather than kept: then only that needs decimals.
  const answers = areSingle ? sql`not materialized (${items})` : sql`(${items})`;
  const parts = isOneStratum
    ? sql`cell as (${cellsOf(rows)}), stratum as materialized (${strataOfOne}), weighed_stratum as (${weighedStrata})`
    : sql`cell as materialized (${cellsOf(rows)}), stratum as materialized (${strataOfCells(rows)}),
      weighed_stratum as (${weighedStrata}), item as materialized (${itemsOfCells(rows)})`;
  return sql`
    with answer as ${answers}, ${parts}
    select ${listOf(strataRows)} as strata, ${listOf(isOneStratum ? clustersOfOne : clusters)} as clusters,
      ${listOf(isOneStratum ? changesOfOne : changes)} as changes,
      ${rests ? listOf(restsOfItems(rests)) : sql`'[]'::json`} as rests`;
}
