import { type Em, Fact, type FactGeneration } from "@evalboard/db";
import type { PairedSums } from "@evalboard/facts";
import { sql } from "@mikro-orm/core";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { VersionItemsRow, WindowItemsRow } from "./items.ts";
import type { PairHistoryRow } from "./pairs.ts";
import type { StepOnDatasetRow } from "./version-sides.ts";
import type { StepFigures } from "./version-sums.ts";

// Items have no time, so what they come to changes with the runs of their dataset and not with the clock: figures of items are
// kept in the process by dataset, under a key of everything that they rest on, and read again where that has changed.

/** Of each kind, about 1 kB each; beyond it those go that were not asked for the longest. */
const MAX_ROWS = 50_000;

/** Figures that reports have read before. Whoever has the same database may share it. */
export type KeptFigures = ReturnType<typeof createKeptFigures>;

export function createKeptFigures() {
  return {
    windowItems: keptRows<WindowItemsRow>(),
    versionItems: keptRows<VersionItemsRow>(),
    pairHistories: keptRows<PairHistoryRow>(),
    stepsOnDatasets: keptRows<StepOnDatasetRow>(),
    changes: keptRows<PairedSums>(({ strata }) => 1 + strata.length),
    steps: keptRows<StepFigures>(),
  };
}

/** By a key of all that they rest on. */
export type KeptRows<Row extends object> = LRUCache<string, readonly Row[]>;

function keptRows<Row extends object>(rowsOf: (row: Row) => number = () => 1): KeptRows<Row> {
  // That a dataset has no row is known too.
  const sizeOf = (rows: readonly Row[]) => rows.reduce((size, row) => size + rowsOf(row), 1);
  return new LRUCache({ maxSize: MAX_ROWS, sizeCalculation: sizeOf });
}

/** What is kept, and what it would have to be of to be true in this snapshot. */
export interface Memory {
  readonly generation: FactGeneration;
  /** Null where nothing is kept. */
  readonly kept: KeptFigures | null;
  /** By dataset, as `datasetStamps` has it. */
  stamps(): Promise<ReadonlyMap<string, string>>;
}

/** In the snapshot of `em`. */
export function openMemory(em: Em, generation: FactGeneration, kept: KeptFigures | null): Memory {
  let stamps: Promise<ReadonlyMap<string, string>> | undefined;
  return { generation, kept, stamps: () => (stamps ??= datasetStamps(em, generation)) };
}

const StampRow = z.object({ datasetId: z.uuid(), stamp: z.string() });

/**
 * By dataset, by what its names stand for: a stamp that differs where a run of it was completed, scored late or deleted in
 * between, or any name has come to stand for something else. A run that changes an item's row changes the sums of its dataset
 * in the same transaction, and `xmin` is the transaction that wrote a row last.
 */
async function datasetStamps(em: Em, { id }: FactGeneration): Promise<ReadonlyMap<string, string>> {
  const rows = await em
    .createQueryBuilder(Fact, "fact")
    .join("fact.dataset", "dataset_name")
    .select([
      sql`dataset_name.canonical_id`.as("datasetId"),
      // Sums have no order, and need no sorting.
      sql`(${mergedNames}) || ' ' || sum(hash_record_extended(row(
        fact.xmin::text, fact.runs, fact.score_sum, fact.dataset_id), 0))`.as("stamp"),
    ])
    .where(sql`fact.generation = ${id} and fact.scope = 'dataset' and fact.unit = 'all'`)
    .groupBy(sql`dataset_name.canonical_id`)
    .execute<unknown>("all", false);
  return new Map(
    StampRow.array()
      .parse(rows)
      .map(({ datasetId, stamp }) => [datasetId, stamp]),
  );
}

/** Of all names that stand for another one: mostly few, and nobody merges them all day. */
const mergedNames = sql`
  select coalesce(sum(hash_record_extended(row(name.id, name.canonical_id), 0)), 0)
  from (${["models", "datasets", "prompts", "prompt_versions"]
    .map((table) => sql`select id, canonical_id from ${sql.ref(table)} where id <> canonical_id`)
    .reduce((names, others) => sql`${names} union all ${others}`)}) as name`;

/**
 * The rows of all that is asked: those that are kept under its key, and what `read` finds of the rest, which is kept from then
 * on. Nothing is read where all is kept.
 */
export async function keptOrRead<Asked, Row extends object>(
  kept: KeptRows<Row> | undefined,
  keys: ReadonlyMap<Asked, string>,
  read: (missing: readonly Asked[]) => Promise<ReadonlyMap<Asked, readonly Row[]>>,
): Promise<ReadonlyMap<Asked, readonly Row[]>> {
  const known = [...keys].map(([asked, key]) => ({ asked, key, rows: kept?.get(key) }));
  const missing = known.filter(({ rows }) => rows === undefined);
  const found = missing.length > 0 ? await read(missing.map(({ asked }) => asked)) : null;
  for (const { asked, key } of missing) kept?.set(key, found?.get(asked) ?? []);
  return new Map(known.map(({ asked, rows }) => [asked, rows ?? found?.get(asked) ?? []]));
}

/** The same of datasets, in one list. */
export async function keptOfDatasets<Row extends { readonly datasetId: string }>(
  kept: KeptRows<Row> | undefined,
  keys: ReadonlyMap<string, string>,
  read: (datasetIds: readonly string[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows = await keptOrRead(kept, keys, async (missing) =>
    Map.groupBy(await read(missing), ({ datasetId }) => datasetId),
  );
  return [...rows.values()].flat();
}
