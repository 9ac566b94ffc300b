import { type RawQueryFragment, sql } from "@mikro-orm/core";
import { isShared, newerMean, olderMean, passesOf, strataOfCells } from "./paired-cells.ts";

// Where a dataset has one stratum, an item is its cell: what its items come to is added up while they are made, and none is kept.

const countCells = (condition: RawQueryFragment) => sql`count(*) filter (where ${condition})`;
const newerPasses = passesOf("newer", (figure) => figure);
const olderPasses = passesOf("older", (figure) => figure);
const difference = sql`(${newerMean} - ${olderMean})`;

/** The strata, and of their items what a cluster and a change are made of. */
export const strataOfOne = strataOfCells(
  {},
  sql`,
  sum(${difference}) filter (where ${isShared}) as differences,
  sum(${difference} * ${difference}) filter (where ${isShared}) as difference_squares,
  ${countCells(sql`cell.newer_n > 0`)} as newer_items, ${countCells(sql`cell.older_n > 0`)} as older_items,
  ${countCells(sql`${isShared} and ${olderPasses} and ${newerPasses}`)} as both_pass,
  ${countCells(sql`${isShared} and not ${olderPasses} and not ${newerPasses}`)} as neither_passes,
  ${countCells(sql`${isShared} and not ${olderPasses} and ${newerPasses}`)} as gained,
  ${countCells(sql`${isShared} and ${olderPasses} and not ${newerPasses}`)} as lost`,
);

export const clustersOfOne = sql`
  select of_change.change, stratum.dataset_id as dataset, stratum.items,
    stratum.weight * stratum.differences as sum,
    stratum.weight * stratum.weight * stratum.difference_squares as squares
  from weighed_stratum stratum where stratum.items > 0 order by 2`;

const total = (count: RawQueryFragment) => sql`sum(${count})`;
const totalCompared = (count: RawQueryFragment) =>
  sql`coalesce(sum(${count}) filter (where stratum.items > 0), 0)`;

export const changesOfOne = sql`
  select of_change.change,
    ${totalCompared(sql`stratum.newer_items`)} as "newerItems",
    ${totalCompared(sql`stratum.older_items`)} as "olderItems",
    ${total(sql`stratum.newer_items - stratum.items`)} as "newerOnlyItems",
    ${total(sql`stratum.older_items - stratum.items`)} as "olderOnlyItems",
    json_build_object(
      'both', ${total(sql`stratum.both_pass`)},
      'neither', ${total(sql`stratum.neither_passes`)},
      'gained', ${total(sql`stratum.gained`)},
      'lost', ${total(sql`stratum.lost`)}) as passes
  from stratum having count(*) > 0`;
