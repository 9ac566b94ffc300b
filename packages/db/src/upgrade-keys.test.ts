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

const before = "Migration20261129200848_texts_removed";

const key = {
  id,
  name: "ci",
  prefix: "evb_aaaaaaaa",
  hash: "ab",
  scopes: '["ingest"]',
  tags: "{}",
  is_setting: false,
  created_at: "2026-01-01Z",
};

describe.each(engines)("a board from before there were keys, on %s,", (engine) => {
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

  test("keeps its runs and their texts, and has no key", async () => {
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
    expect(await execute("select from api_keys")).toEqual([]);
    expect(await execute("select from runs where texts_removed_at is not null")).toEqual([]);
  });

  test("has one key of a prefix, and loses a key's sessions with it", async () => {
    await insertRows(orm, "api_keys", key);
    await expect(insertRows(orm, "api_keys", { ...key, id: otherId })).rejects.toMatchObject({
      code: "23505",
    });
    const session = { id, key_id: id, hash: "cd", created_at: "2026-01-01Z", expires_at: "2026-01-31Z" };
    await insertRows(orm, "sessions", session);
    await execute("delete from api_keys");
    expect(await execute("select from sessions")).toEqual([]);
  });

  test("goes back to the schema before, and comes again", async () => {
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    await migrate(orm);
    expect(await execute(runsAsRecorded)).toEqual(runsBefore);
  });
});
