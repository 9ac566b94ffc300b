import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Orm } from "./orm.ts";
import { engines } from "./testing/create-test-orm.ts";
import { openEmpty, schema } from "./testing/empty-database.ts";
import {
  id,
  insertCompletedRun,
  insertReferences,
  insertRows,
  otherId,
  runsAsRecorded,
} from "./testing/sample-rows.ts";

const before = "Migration20261129210000_keys";

const view = { id, name: "nightly", address: "/", created_by: "ci", created_at: "2026-01-01Z" };

describe.each(engines)("a board from before there were saved views and settings, on %s,", (engine) => {
  let orm: Orm;
  let close: () => Promise<void>;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  let schemaBefore: unknown;
  let runsBefore: unknown;

  beforeAll(async () => {
    ({ orm, close } = await openEmpty(engine));
    await orm.withMigrator((migrator) => migrator.up({ to: before }));
    schemaBefore = await execute(schema);
    await insertReferences(orm);
    await insertCompletedRun(orm);
    runsBefore = await execute(runsAsRecorded);
    await migrate(orm);
  });
  afterAll(() => close());

  test("keeps its runs, and has no view and no setting", async () => {
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
    expect(await execute("select from saved_views")).toEqual([]);
    expect(await execute("select from settings")).toEqual([]);
  });

  test("has one view of a name, and one row of a setting", async () => {
    await insertRows(orm, "saved_views", view);
    const unique = { code: "23505" };
    await expect(insertRows(orm, "saved_views", { ...view, id: otherId })).rejects.toMatchObject(unique);
    const setting = { name: "passMark", value: "0.5", changed_at: "2026-01-01Z" };
    await insertRows(orm, "settings", setting);
    await expect(insertRows(orm, "settings", setting)).rejects.toMatchObject(unique);
  });

  test("goes back to the schema before, and comes again", async () => {
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    await migrate(orm);
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
  });
});
