import { afterAll, beforeAll, expect } from "vitest";
import { migrate } from "../migrate.ts";
import type { Orm } from "../orm.ts";
import type { engines } from "./create-test-orm.ts";
import { openEmpty, schema } from "./empty-database.ts";
import { insertCompletedRun, insertReferences, runsAsRecorded } from "./sample-rows.ts";

/** A board that was brought up to date; it is there once the tests run. */
interface UpgradedBoard {
  readonly orm: Orm;
  readonly execute: (sql: string) => Promise<Record<string, unknown>[]>;
  /** Expects that it goes back to the schema before and comes again: the last test, after which it is as one that never had the new tables. */
  readonly goBackAndCome: () => Promise<void>;
}

/**
 * For the tests of a block: a board with a completed run and what `fill` puts there, as it was at the migration `before`, brought up to
 * date. Its runs are as they were.
 */
export function useUpgradedBoard(
  engine: (typeof engines)[number],
  before: string,
  fill: (orm: Orm) => Promise<void> = async () => {},
): UpgradedBoard {
  let orm: Orm;
  let close: () => Promise<void>;
  let schemaBefore: unknown;
  let runsBefore: unknown;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);

  beforeAll(async () => {
    ({ orm, close } = await openEmpty(engine));
    await orm.withMigrator((migrator) => migrator.up({ to: before }));
    schemaBefore = await execute(schema);
    await insertReferences(orm);
    await insertCompletedRun(orm);
    await fill(orm);
    runsBefore = await execute(runsAsRecorded);
    await migrate(orm);
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
  });
  afterAll(async () => {
    await close();
  });

  return {
    get orm() {
      return orm;
    },
    execute,
    goBackAndCome: async () => {
      await orm.withMigrator((migrator) => migrator.down({ to: before }));
      expect(await execute(schema)).toEqual(schemaBefore);
      await migrate(orm);
      expect(await execute(runsAsRecorded)).toEqual(runsBefore);
    },
  };
}
