import { createHash } from "node:crypto";
import { IsolationLevel } from "@mikro-orm/core";
import { z } from "zod";
import type { Em, Orm } from "../orm.ts";
import { REWRITTEN_TABLE } from "../rewrite-quarter.ts";

/** Where MikroORM keeps which migrations have run: made by the migrator, never copied. */
const MIGRATIONS_TABLE = "mikro_orm_migrations";

/** What is never copied: that, and what a retention that was killed may have left. */
const left = `'${MIGRATIONS_TABLE}', '${REWRITTEN_TABLE}'`;

const Table = z.object({ name: z.string(), columns: z.array(z.string()) });
/** A table, and its columns in the order of their names: by migrations they may stand in any. */
export type Table = z.infer<typeof Table>;

/**
 * What is in the open transaction's schema, whichever migration it is of: all tables but the migrator's own, partitions, whose rows
 * are those of their table, and unlogged ones, which hold what the database itself does not keep over a crash.
 */
export async function listTables(em: Em): Promise<Table[]> {
  const rows = await em.execute(
    `select t.table_name::text as name, json_agg(c.column_name::text order by c.column_name collate "C") as columns
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and t.table_name not in (${left})
      and c.is_generated = 'NEVER'
      and exists (select from pg_class where oid = quote_ident(t.table_name)::regclass and relpersistence <> 'u' and not relispartition)
    group by t.table_name order by t.table_name collate "C"`,
  );
  return Table.array().parse(rows);
}

const Names = z.array(z.object({ name: z.string() }));

/** The names of the migrations that a database has been through, the oldest first; none where it is empty. */
export async function listMigrations(em: Em): Promise<string[]> {
  const [found] = z
    .array(z.object({ known: z.boolean() }))
    .parse(await em.execute(`select to_regclass('${MIGRATIONS_TABLE}') is not null as known`));
  if (!found?.known) return [];
  const rows = await em.execute(`select name::text as name from "${MIGRATIONS_TABLE}" order by id`);
  return Names.parse(rows).map(({ name }) => name);
}

/** How rows are written as text, the same on every server, whatever its own settings: to be said once in a transaction. */
export async function speakPlainly(em: Em): Promise<void> {
  // A server may end a transaction in which nothing is asked for a while, and a load is long.
  const settings = { timezone: "UTC", extra_float_digits: "1", idle_in_transaction_session_timeout: "0" };
  for (const [name, value] of Object.entries(settings)) {
    await em.execute(`select set_config('${name}', '${value}', true)`);
  }
}

/** Reads in one transaction, so that all that is found is of one moment. Without time limits: it takes as long as there are rows. */
export function readWhole<T>(orm: Pick<Orm, "withoutTimeLimits">, work: (em: Em) => Promise<T>): Promise<T> {
  return orm.withoutTimeLimits(async (em) => {
    // Not by `transactional`: what opens another database meanwhile would be given this one's entity manager.
    await em.begin({ isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
    try {
      await speakPlainly(em);
      return await work(em);
    } finally {
      await em.rollback();
    }
  });
}

/** A chunk of rows in memory is about as large, characters. */
const CHUNK_LENGTH = 1_000_000;
const MOST_ROWS = 5_000;

const JsonRows = z.array(z.object({ row: z.string() }));

/**
 * The rows of a table, each as a line of JSON, in chunks of about a megabyte and in no order. Numbers are written with all
 * their digits; whoever parses them as JavaScript's would lose some. Reads by a cursor, in the transaction of `em`.
 */
export async function* readRows(em: Em, { name, columns }: Table): AsyncGenerator<readonly string[]> {
  const of = columns.map(quoted).join();
  await em.execute(
    `declare backup_rows no scroll cursor for
    select row_to_json(told)::text as row from (select ${of} from ${quoted(name)}) as told`,
  );
  // A row of this table may be of any size: after the first few it is known how many are a chunk.
  let count = 16;
  for (;;) {
    const rows = JsonRows.parse(await em.execute(`fetch ${count} from backup_rows`));
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
    const length = rows.reduce((sum, { row }) => sum + row.length, 0);
    const next = Math.floor((CHUNK_LENGTH * rows.length) / Math.max(length, 1));
    count = Math.min(MOST_ROWS, count * 8, Math.max(1, next));
  }
  await em.execute("close backup_rows");
}

/** How many rows of a table there are, and a sum over what is in them, hex. */
export interface Tally {
  readonly rows: number;
  readonly sum: string;
}

/** A tally under way, of rows in any order: databases give them in orders of their own. */
export interface RowTally {
  add(row: string): void;
  tally(): Tally;
}

const MODULUS = 1n << 256n;

/** Sums up the SHA-256 of each row: two tables have the same sum where they have the same rows, each as often. */
export function tallyRows(): RowTally {
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      rows += 1;
      sum = (sum + BigInt(`0x${createHash("sha256").update(row).digest("hex")}`)) % MODULUS;
    },
    tally: () => ({ rows, sum: sum.toString(16).padStart(64, "0") }),
  };
}

const Sequence = z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() });
/** A sequence and how far it has come; `last` is a decimal, for it may be larger than a double holds exactly. */
export type Sequence = z.infer<typeof Sequence>;

/** The sequences that number rows of the tables; the migrator's own is not one. */
export async function listSequences(em: Em): Promise<Sequence[]> {
  const owned = await em.execute(
    `select seq.relname::text as name
    from pg_class seq join pg_depend d on d.objid = seq.oid and d.deptype in ('a', 'i')
    join pg_class of_table on of_table.oid = d.refobjid
    where seq.relkind = 'S' and seq.relnamespace = current_schema()::regnamespace and of_table.relkind = 'r'
      and of_table.relname <> '${MIGRATIONS_TABLE}'
    order by seq.relname collate "C"`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of Names.parse(owned)) {
    const rows = await em.execute(
      `select '${name}' as name, last_value::text as last, is_called as "isCalled" from ${quoted(name)}`,
    );
    sequences.push(...Sequence.array().parse(rows));
  }
  return sequences;
}

/** A name as SQL has it; one that holds a quote is none of ours. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
