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
      const present = await presentQuarters(within);
      if (present.some(({ from, to }) => (from === null || from <= quarter.from) && to >= quarter.to))
        return true;
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

/** A partition of `run_results` that has bounds, as the catalogue tells it; ids are compared as their texts are. */
export interface PresentQuarter {
  readonly table: string;
  /** `FOR VALUES FROM … TO …`. */
  readonly bounds: string;
  /** Ids of its runs are from here on, null where they have no least one, and below `to`. */
  readonly from: string | null;
  readonly to: string;
  readonly comment: string | null;
}

const PresentQuarters = z.array(
  z.object({
    table: z.string(),
    bounds: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    comment: z.string().nullable(),
  }),
);

/** The oldest first; the partition of the rest has no bounds, and is none of them. */
export async function presentQuarters(em: Em): Promise<PresentQuarter[]> {
  const rows = await em.execute(
    String.raw`select inhrelid::regclass::text as table, told as bounds, nullif(ends[1], 'MINVALUE') as from, ends[2] as to,
      obj_description(inhrelid, 'pg_class') as comment
    from pg_inherits join pg_class partition on partition.oid = inhrelid,
      lateral pg_get_expr(relpartbound, partition.oid) as told,
      lateral regexp_match(told, 'FROM \(''*([^'')]*)''*\) TO \(''([^'']*)''\)') as ends
    where inhparent = 'run_results'::regclass and ends is not null
    order by ends[2]::uuid`,
  );
  return PresentQuarters.parse(rows);
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
