import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Orm } from "./orm.ts";
import { engines } from "./testing/create-test-orm.ts";
import { openEmpty, schema } from "./testing/empty-database.ts";
import { insertCompletedRun, insertReferences, insertRows, runsAsRecorded } from "./testing/sample-rows.ts";

const before = "Migration20261130000000_saved_views_and_settings";

describe.each(engines)("a board from before several servers shared one, on %s,", (engine) => {
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
    await insertRows(orm, "settings", { name: "passMark", value: "0.7", changed_at: "2026-01-01Z" });
    runsBefore = await execute(runsAsRecorded);
    await migrate(orm);
  });
  afterAll(() => close());

  test("keeps its runs and settings, and has no report and no duty", async () => {
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
    expect(await execute("select name, value::text from settings")).toEqual([
      { name: "passMark", value: "0.7" },
    ]);
    expect(await execute("select from kept_reports")).toEqual([]);
    expect(await execute("select from duties")).toEqual([]);
  });

  test("keeps what lasts a minute out of the log that is flushed and sent to replicas", async () => {
    expect(
      await execute(
        "select relname::text as name from pg_class where relpersistence = 'u' and relkind = 'r' order by 1",
      ),
    ).toEqual([{ name: "duties" }, { name: "kept_reports" }]);
  });

  test("has a report with the moment of it, or neither", async () => {
    const row = { key: "a", report: "{}", computed_at: null, expires_at: "2026-01-01Z" };
    await expect(insertRows(orm, "kept_reports", row)).rejects.toMatchObject({ code: "23514" });
    await insertRows(orm, "kept_reports", { ...row, computed_at: "2026-01-01Z" });
  });

  test("goes back to the schema before, and comes again", async () => {
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    await migrate(orm);
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
  });
});
