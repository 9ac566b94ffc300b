import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { migrate, NewerSchemaError } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import { createOrm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import { createPostgresqlDatabase } from "./testing/postgresql-database.ts";
import { providedDatabases } from "./testing/provided-databases.ts";

function migrateInProcess(databaseUrl: string) {
  const program = `
    import { createOrm, migrate } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
    const orm = await createOrm({ databaseUrl: process.env.DATABASE_URL, connectionTimeoutMs: 60_000 });
    await migrate(orm);
    await orm.close();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  return Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
}

test("five processes at once migrate an empty PostgreSQL, all succeed and none says a word", async () => {
  const database = await createPostgresqlDatabase(providedDatabases().postgresqlUrl);
  const runs = await Promise.all(Array.from({ length: 5 }, () => migrateInProcess(database.url)));
  expect(runs).toEqual(Array.from({ length: 5 }, () => [[0, null], "", ""]));
  const orm = await createOrm({ databaseUrl: database.url, connectionTimeoutMs: 60_000 });
  expect(await orm.migrator.getPending()).toEqual([]);
  await orm.close();
  await database.drop();
});

describe.each(engines)("on %s", (engine) => {
  test("calls at once and again change nothing more", async () => {
    const orm = await createTestOrm(engine);
    expect(await Promise.all([migrate(orm), migrate(orm), migrate(orm)])).toEqual([[], [], []]);
    expect(await orm.migrator.getPending()).toEqual([]);
    await orm.close();
  });

  test("names what an older board was taken through", async () => {
    const orm = await createTestOrm(engine);
    const { name } = migrations.at(-1)!;
    await orm.withMigrator((migrator) => migrator.down());
    expect(await migrate(orm)).toEqual([name]);
    expect(await migrate(orm)).toEqual([]);
    await orm.close();
  });

  test("a database of a newer build is refused by name, and left alone", async () => {
    const orm = await createTestOrm(engine);
    await orm.em.execute("insert into mikro_orm_migrations (name) values ('Migration29990101000000_future')");
    await expect(migrate(orm)).rejects.toThrow(NewerSchemaError);
    await expect(migrate(orm)).rejects.toThrow("does not know Migration29990101000000_future");
    await orm.close();
  });
});
