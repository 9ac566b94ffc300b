import { z } from "zod";
import { migrate, NewerSchemaError } from "../migrate.ts";
import { migrations as known } from "../migrations/index.ts";
import type { Em, Orm } from "../orm.ts";
import { loadRows, type RowSource } from "./load-rows.ts";
import {
  listMigrations,
  listSequences,
  listTables,
  quoted,
  readRows,
  readWhole,
  speakPlainly,
  type Tally,
  tallyRows,
} from "./tables.ts";

/** The database that was to be filled is not empty. */
export class NotEmptyError extends Error {
  override readonly name = "NotEmptyError";
}

/** All rows of a board, and the migrations that its schema is of, the oldest first. */
export interface Board extends RowSource {
  readonly migrations: readonly string[];
}

/**
 * Makes an empty database what a board is: its schema by the migrations that the board has been through, then its rows, looked at once more
 * before they are committed, all of them or none; then the migrations that it has not. What breaks off may simply be done again.
 * @throws NewerSchemaError, NotEmptyError, LoadMismatchError
 */
export async function fillEmpty(orm: Orm, board: Board): Promise<void> {
  refuseUnknown(board.migrations);
  await orm.withoutTimeLimits((em) => refuseFilled(em, board.migrations));
  await orm.withMigrator((migrator) => migrator.up({ to: board.migrations.at(-1) ?? 0 }));
  await orm.withoutTimeLimits((em) =>
    em.transactional(async (within) => {
      await speakPlainly(within);
      // Before its rows are looked for: nobody else puts any there from now on.
      for (const { name } of await listTables(within)) {
        await within.execute(`lock table ${quoted(name)} in access exclusive mode`);
      }
      await refuseFilled(within, board.migrations);
      await loadRows(within, board);
    }),
  );
  await migrate(orm);
}

/** Throws NewerSchemaError where a board is of migrations that this build does not have. */
export function refuseUnknown(migrations: readonly string[]): void {
  const names = new Set(known.map(({ name }) => name));
  const unknown = migrations.filter((name) => !names.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
}

const Filled = z.array(z.object({ filled: z.boolean() }));

/** A schema without rows that has gone no further counts as empty: what was broken off before leaves one. */
async function refuseFilled(em: Em, migrations: readonly string[]): Promise<void> {
  const there = await listMigrations(em);
  const tables = await listTables(em);
  if (there.length === 0 && tables.length > 0) {
    throw new NotEmptyError(
      `the database is not empty: it holds ${tables
        .map(({ name }) => name)
        .slice(0, 3)
        .join(", ")}, which EvalBoard has not made; give it one of its own`,
    );
  }
  for (const { name } of tables) {
    const [row] = Filled.parse(await em.execute(`select exists (select from ${quoted(name)}) as filled`));
    if (row?.filled) throw new NotEmptyError(`the database holds a board already; give it an empty one`);
  }
  if (there.length > migrations.length) {
    throw new NotEmptyError("the database was prepared by a newer EvalBoard; give it an empty one");
  }
}

/**
 * Gives the board of a database to `take`, as it is at one moment.
 * @throws what `take` throws; an Error where there is no board
 */
export async function readBoard<T>(
  orm: Pick<Orm, "withoutTimeLimits">,
  take: (board: Board) => Promise<T>,
): Promise<T> {
  return readWhole(orm, async (em) => {
    const tables = await listTables(em);
    const tallies = new Map<string, Tally>();
    async function* rows() {
      for (const table of tables) {
        const tally = tallyRows();
        for await (const chunk of readRows(em, table)) {
          chunk.forEach((row) => tally.add(row));
          yield { table: table.name, rows: chunk };
        }
        tallies.set(table.name, tally.tally());
      }
    }
    const sequences = await listSequences(em);
    return take({
      tables,
      migrations: await listMigrations(em),
      rows,
      totals: () => ({ tallies, sequences }),
    });
  });
}
