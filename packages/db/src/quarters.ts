import { z } from "zod";
import type { Em, Orm } from "./orm.ts";

/**
 * How long to wait for each of three locks, ms: recording waits behind who waits for one. In all less than the second after which a server looks for those that wait
 * for each other: of two it is this one that gives way.
 */
export const LOCK_TIMEOUT_MS = 300;

/** A partition of `run_results`: the results of the runs that were first recorded in a quarter of a year, UTC. */
interface Quarter {
  readonly table: string;
  /** The lowest id of a run of this quarter, and of the next one. */
  readonly from: string;
  readonly to: string;
}

/**
 * Makes the partitions of the quarter of `now` and of the next one where they are missing; gives the names of those
 * that it made. Results that had no partition of their own are taken over. Recording waits for as long as that takes,
 * some milliseconds where there are none.
 * @throws what the database throws; where a lock is not to be had within a second, 55P03, and then nothing of that quarter is changed
 */
export async function makeQuarters({ em }: Pick<Orm, "em">, now: Date): Promise<string[]> {
  const made: string[] = [];
  for (const quarter of [quarterOf(now, 0), quarterOf(now, 1)]) {
    const isThere = await em.fork().transactional(async (within) => {
      if (await isCovered(within, quarter)) return true;
      await makeQuarter(within, quarter);
      return false;
    });
    if (!isThere) made.push(quarter.table);
  }
  return made;
}

function quarterOf(now: Date, ahead: number): Quarter {
  const first = (quarters: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), 3 * (Math.floor(now.getUTCMonth() / 3) + quarters)));
  const begin = first(ahead);
  const table = `run_results_${begin.getUTCFullYear()}q${1 + begin.getUTCMonth() / 3}`;
  return { table, from: firstId(begin), to: firstId(first(ahead + 1)) };
}

/** A UUID of version 7 begins with the milliseconds of its making. */
export function firstId(from: Date): string {
  const hex = from.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** What `pg_get_expr` says of the bounds of a partition, as a regular expression of SQL; the partition of the rest has none. */
export const BOUNDS = String.raw`FROM \(''*([^'')]*)''*\) TO \(''([^'']*)''\)`;

const Covered = z.tuple([z.object({ covered: z.boolean() })]);

async function isCovered(em: Em, { from, to }: Quarter): Promise<boolean> {
  const rows = await em.execute(
    `select exists (
      select from pg_inherits join pg_class partition on partition.oid = inhrelid,
        lateral regexp_match(pg_get_expr(relpartbound, partition.oid), '${BOUNDS}') as bounds
      where inhparent = 'run_results'::regclass and bounds is not null
        and coalesce(nullif(bounds[1], 'MINVALUE')::uuid <= '${from}', true) and bounds[2]::uuid >= '${to}'
    ) as covered`,
  );
  return Covered.parse(rows)[0].covered;
}

/**
 * By itself first, and attached then: a partition that is made in its place locks all of the others. What is locked
 * is the partition of all the rest, which is next to empty, and `runs` against writing, for the foreign key.
 */
async function makeQuarter(em: Em, { table, from, to }: Quarter): Promise<void> {
  await em.execute(`set local lock_timeout = '${LOCK_TIMEOUT_MS} ms'`);
  await em.execute(`create table ${table} (like run_results including defaults including constraints)`);
  // In the order in which those wait who record.
  await em.execute("lock table runs in share row exclusive mode");
  await em.execute("lock table run_results_default in access exclusive mode");
  await em.execute(`with moved as (delete from run_results_default where run_id >= '${from}' and run_id < '${to}' returning *)
    insert into ${table} select * from moved`);
  await em.execute(
    `alter table run_results attach partition ${table} for values from ('${from}') to ('${to}')`,
  );
}

/**
 * Tells PostgreSQL's planner of all results together: by itself it looks at each quarter alone, and takes joins with all of them for
 * fifty times as many rows. Without time limits; reads a sample of each quarter, and nobody waits for it.
 */
export async function analyzeResults(orm: Pick<Orm, "withoutTimeLimits">): Promise<void> {
  await orm.withoutTimeLimits((em) => em.execute("analyze run_results"));
}
