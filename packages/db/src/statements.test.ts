import { afterEach, describe, expect, test } from "vitest";
import { createOrm, type Orm } from "./orm.ts";
import { openPglite } from "./pglite/open-pglite.ts";
import type { OnStatement, Statement } from "./statements.ts";
import { providedDatabases } from "./testing/provided-databases.ts";

const { pgliteSnapshot: snapshot, postgresqlUrl: databaseUrl } = providedDatabases();
const patience = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
const engines = {
  pglite: (onStatement?: OnStatement) => openPglite({ snapshot, onStatement, ...patience }),
  postgresql: (onStatement?: OnStatement) =>
    createOrm({ databaseUrl, onStatement, maxConnections: 1, ...patience }),
};

describe.each(["pglite", "postgresql"] as const)("%s", (engine) => {
  let orm: Orm;
  afterEach(() => orm.close());

  test("tells of each statement without the texts in it, and of those that failed", async () => {
    const told: Statement[] = [];
    orm = await engines[engine]((statement) => told.push(statement));
    const em = orm.em.fork();
    await em.execute(`select 'it''s sesame' as a, E'a\\'sesame' as b, ? as c`, ["sesame"]);
    await expect(em.execute("select nothing")).rejects.toThrow();
    expect(told).toEqual([
      { sql: "select ? as a, ? as b, ? as c", tookMs: expect.any(Number), failed: false },
      { sql: "select nothing", tookMs: expect.any(Number), failed: true },
    ]);
  });

  test("says who waits for a connection", async () => {
    orm = await engines[engine]();
    const held = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    const first = orm.em.fork().transactional(async (em) => {
      await em.execute("select 1");
      isHeld.resolve();
      await held.promise;
    });
    await isHeld.promise;
    const others = [1, 2].map(() => orm.em.fork().execute("select 1"));
    await expect
      .poll(() => orm.load())
      .toEqual({
        connections: 1,
        maxConnections: 1,
        idleConnections: 0,
        waiting: 2,
      });
    held.resolve();
    await Promise.all([first, ...others]);
    expect(orm.load()).toEqual({ connections: 1, maxConnections: 1, idleConnections: 1, waiting: 0 });
  });
});
