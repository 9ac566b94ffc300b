import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { hasCode } from "./error-code.ts";
import type { Em, Orm } from "./orm.ts";
import { firstId, LOCK_TIMEOUT_MS, type PresentQuarter, presentQuarters } from "./quarters.ts";

/** What a quarter is marked with once it was rewritten, in the comment of its table. */
const WRITTEN_AGAIN = "written again";

/** The quarters that were over at this instant and have not been rewritten, the oldest first. */
export async function endedQuarters({ em }: Pick<Orm, "em">, before: Date): Promise<PresentQuarter[]> {
  const present = await presentQuarters(em.fork());
  return present.filter(({ to, comment }) => to <= firstId(before) && comment !== WRITTEN_AGAIN);
}

/** What becomes of the rows of a quarter. */
interface Rewriting<Done> {
  /** Is done first, in the same transaction. */
  readonly prepare: (em: Em) => Promise<Done>;
  /** What columns become, in SQL, of `result` and its `run`; all others stay as they are. */
  readonly columns: Readonly<Record<string, string>>;
  /** Ends it between two steps; all is as it was then. */
  readonly signal: AbortSignal;
}

const Columns = z.array(z.object({ name: z.string() }));
const Ends = z.array(z.object({ upto: z.string() })).max(1);

/** The table that takes a quarter's place. Left by whoever was killed, it goes with the next one. */
export const REWRITTEN_TABLE = "run_results_rewritten";

/** So many rows are written at once: the server keeps a note of each for its foreign key until then. */
const ROWS_AT_ONCE = 100_000;

/** How often, a second apart, a quarter's table is tried to be put in the old one's place: whoever reads for long keeps it from that. */
const MOST_TRIES = 60;

/**
 * Writes the rows of a quarter into a table that takes its place, and drops the old one: so the disk gets its room back, and indexes are as small as they can be. What is
 * recorded to runs of this quarter waits until then, everybody else for less than a second at the end. Without time limits.
 * @throws what the database throws; where a lock is not to be had in a minute, 55P03. Then all is as it was, but for the empty table
 */
export function rewriteQuarter<Done>(
  orm: Pick<Orm, "withoutTimeLimits">,
  quarter: PresentQuarter,
  rewriting: Rewriting<Done>,
): Promise<Done> {
  return orm.withoutTimeLimits(async (em) => {
    await em.transactional((within) => createEmpty(within, quarter));
    try {
      return await em.transactional((within) => rewriteLocked(within, quarter, rewriting));
    } finally {
      // It has the quarter's name by now, or is of no use. Who waits for `runs` has everybody wait who reads it: what is left goes with the next one.
      await em
        .transactional(async (within) => {
          await within.execute(`set local lock_timeout = '${LOCK_TIMEOUT_MS} ms'`);
          await within.execute(`drop table if exists ${REWRITTEN_TABLE}`);
        })
        .catch(() => {});
      await em.execute(`analyze ${quarter.table}`).catch(() => {});
    }
  });
}

/**
 * With all constraints and indexes while it is empty, an operator's own too. A foreign key that is made later reads all rows and keeps everybody from `runs`; so does an
 * index that is missing when the table takes its place; and one that is made on the full table keeps out whoever deletes a run.
 */
async function createEmpty(em: Em, { from, to }: PresentQuarter): Promise<void> {
  const least = from === null ? "" : `and run_id >= '${from}'`;
  for (const change of [
    `set local lock_timeout = '${LOCK_TIMEOUT_MS} ms'`,
    `drop table if exists ${REWRITTEN_TABLE}`,
    `create table ${REWRITTEN_TABLE} (like run_results including defaults including constraints including indexes)`,
    `alter table ${REWRITTEN_TABLE} add constraint ${REWRITTEN_TABLE}_check check (run_id < '${to}' ${least})`,
    `alter table ${REWRITTEN_TABLE} add constraint run_results_run_id_foreign
      foreign key (run_id) references runs (id) on delete cascade`,
  ]) {
    await em.execute(change);
  }
}

async function rewriteLocked<Done>(
  em: Em,
  quarter: PresentQuarter,
  rewriting: Rewriting<Done>,
): Promise<Done> {
  await em.execute(`set local lock_timeout = '${LOCK_TIMEOUT_MS} ms'`);
  const prepared = await rewriting.prepare(em);
  await em.execute(`lock table ${quarter.table} in share row exclusive mode`);
  await copyRows(em, quarter, rewriting);
  for (let tries = 1; ; tries++) {
    try {
      await em.transactional((within) => takePlace(within, quarter));
      return prepared;
    } catch (error) {
      if (!hasCode(error, "55P03", "40P01") || tries === MOST_TRIES) throw error;
      await setTimeout(1_000, undefined, { signal: rewriting.signal });
    }
  }
}

async function copyRows(
  em: Em,
  { table }: PresentQuarter,
  { columns, signal }: Pick<Rewriting<unknown>, "columns" | "signal">,
): Promise<void> {
  const names = Columns.parse(
    await em.execute(`select attname::text as name from pg_attribute
      where attrelid = '${REWRITTEN_TABLE}'::regclass and attnum > 0 and not attisdropped order by attnum`),
  ).map(({ name }) => name);
  let after: string | undefined;
  do {
    signal.throwIfAborted();
    const begin = after === undefined ? "true" : `run_id > '${after}'`;
    const ends = Ends.parse(
      await em.execute(
        `select run_id::text as upto from ${table} where ${begin} order by run_id, position offset ${ROWS_AT_ONCE} limit 1`,
      ),
    );
    const upto = ends[0]?.upto;
    const end = upto === undefined ? "true" : `run_id <= '${upto}'`;
    await em.execute(`insert into ${REWRITTEN_TABLE} (${names.join()})
      select ${names.map((name) => columns[name] ?? `result.${name}`).join()}
      from (select * from ${table} where ${begin} and ${end}) result join runs run on run.id = result.run_id
      order by result.run_id, result.position`);
    after = upto;
  } while (after !== undefined);
}

async function takePlace(em: Em, { table, bounds }: PresentQuarter): Promise<void> {
  for (const change of [
    // In the order in which those wait who record.
    "lock table runs in access exclusive mode",
    `alter table run_results detach partition ${table}`,
    `drop table ${table}`,
    `alter table ${REWRITTEN_TABLE} rename to ${table}`,
    `alter table ${table} rename constraint ${REWRITTEN_TABLE}_pkey to ${table}_pkey`,
    `alter table ${table} rename constraint ${REWRITTEN_TABLE}_run_id_item_key_repeat_key to ${table}_run_item_repeat_unique`,
    `alter table run_results attach partition ${table} ${bounds}`,
    `alter table ${table} drop constraint ${REWRITTEN_TABLE}_check`,
    `comment on table ${table} is '${WRITTEN_AGAIN}'`,
  ]) {
    await em.execute(change);
  }
}
