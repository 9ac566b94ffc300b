import { z } from "zod";
import type { Em } from "../orm.ts";
import { listTables, quoted, readRows, type Sequence, type Table, type Tally, tallyRows } from "./tables.ts";

/** What a database is to hold: its tables, and the rows of one after the other. */
export interface RowSource {
  readonly tables: readonly Table[];
  /** The rows of each table in turn, each a line of JSON, in chunks; a table may come in any number of them, also none. */
  rows(): AsyncIterable<{ readonly table: string; readonly rows: readonly string[] }>;
  /** By table, and how far the sequences have come: asked for after the rows. */
  totals(): { readonly tallies: ReadonlyMap<string, Tally>; readonly sequences: readonly Sequence[] };
}

/** What is in the database is not what was to be put there; nothing of it was kept. */
export class LoadMismatchError extends Error {
  override readonly name = "LoadMismatchError";
}

/**
 * Puts rows into the empty tables of the schema that they are of, and looks whether they are there: how many, and what is in them. All in
 * the transaction of `em`, so whoever breaks it off leaves the tables empty.
 * @throws LoadMismatchError
 */
export async function loadRows(em: Em, source: RowSource): Promise<void> {
  const there = await listTables(em);
  refuseOtherTables(there, source.tables);
  const restore = await withoutGuards(em, there);
  const columnsOf = new Map(source.tables.map(({ name, columns }) => [name, columns.map(quoted).join()]));
  for await (const { table, rows } of source.rows()) {
    const columns = columnsOf.get(table) ?? "";
    // One parameter however many rows: the database takes them apart.
    await em.execute(
      `insert into ${quoted(table)} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${quoted(table)}, ?::json)`,
      [`[${rows.join()}]`],
    );
  }
  await restore();
  const { tallies, sequences } = source.totals();
  for (const { name, last, isCalled } of sequences) {
    await em.execute(`select setval(?::regclass, ?::bigint, ${isCalled})`, [quoted(name), last]);
  }
  for (const table of source.tables) await compareTable(em, table, tallies.get(table.name));
}

async function compareTable(em: Em, table: Table, expected: Tally | undefined): Promise<void> {
  const found = tallyRows();
  for await (const rows of readRows(em, table)) rows.forEach((row) => found.add(row));
  const { rows, sum } = found.tally();
  if (expected !== undefined && rows === expected.rows && sum === expected.sum) return;
  const what = rows === expected?.rows ? "hold something else" : `are ${rows} instead of ${expected?.rows}`;
  throw new LoadMismatchError(`the rows of ${table.name} ${what} after they were written; nothing was kept`);
}

function refuseOtherTables(there: readonly Table[], given: readonly Table[]): void {
  const shape = (tables: readonly Table[]) => tables.map(({ name, columns }) => `${name}(${columns.join()})`);
  const known = new Set(shape(there));
  const other = shape(given).filter((table) => !known.has(table));
  if (other.length === 0 && given.length === there.length) return;
  throw new LoadMismatchError(
    `the tables are not those of this schema (${other.join(", ") || "some are missing"}); nothing was changed`,
  );
}

const Foreign = z.array(z.object({ table: z.string(), name: z.string(), definition: z.string() }));

/**
 * Takes away what keeps rows from being put in as they are: results of runs that have ended, rows before those that they refer to.
 * Gives what brings it back as it was; then every reference is looked at.
 */
async function withoutGuards(em: Em, tables: readonly Table[]): Promise<() => Promise<void>> {
  const foreign = Foreign.parse(
    await em.execute(
      `select of_table.relname::text as table, con.conname::text as name, pg_get_constraintdef(con.oid) as definition
      from pg_constraint con join pg_class of_table on of_table.oid = con.conrelid
      where con.contype = 'f' and con.conparentid = 0 and con.connamespace = current_schema()::regnamespace`,
    ),
  );
  const alter = (table: string, change: string) => em.execute(`alter table ${quoted(table)} ${change}`);
  for (const { name } of tables) await alter(name, "disable trigger user");
  for (const { table, name } of foreign) await alter(table, `drop constraint ${quoted(name)}`);
  return async () => {
    for (const { table, name, definition } of foreign) {
      await alter(table, `add constraint ${quoted(name)} ${definition}`);
    }
    for (const { name } of tables) await alter(name, "enable trigger user");
  };
}
