import { SchemaGenerator } from "@mikro-orm/sql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Orm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";

describe.each(engines)("the schema on %s", (engine) => {
  let orm: Orm;
  const diff = () => new SchemaGenerator(orm.em).getUpdateSchemaSQL({ wrap: false });

  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });

  afterAll(() => orm.close());

  test("is after all migrations what the entities declare", async () => {
    expect(await diff()).toBe("");
  });

  test("is what the snapshot says, so the next migration holds nothing else", async () => {
    expect(await orm.migrator.checkSchema()).toBe(false);
  });

  test("is seen to differ where a trigger, a constraint or an index is gone", async () => {
    const execute = (sql: string) => orm.em.getConnection().execute(sql);
    await execute("drop trigger immutable_on_insert on run_results");
    await execute("alter table runs drop constraint runs_items_check");
    await execute("drop index runs_completed_at_index");
    expect(await diff()).toContain('create trigger "immutable_on_insert"');
    expect(await diff()).toContain('add constraint "runs_items_check"');
    expect(await diff()).toContain('create index "runs_completed_at_index"');
  });
});
