import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { inspect } from "node:util";
import { afterEach, expect, test } from "vitest";
import { isDatabaseUnavailable } from "../database-unavailable.ts";
import { createOrm, type Orm, type OrmOptions } from "../orm.ts";
import { createPostgresqlDatabase } from "../testing/postgresql-database.ts";
import { providedDatabases } from "../testing/provided-databases.ts";

const { postgresqlUrl } = providedDatabases();
const open: Orm[] = [];

async function openOrm(options: Partial<OrmOptions> = {}): Promise<Orm> {
  const orm = await createOrm({ databaseUrl: postgresqlUrl, connectionTimeoutMs: 30_000, ...options });
  open.push(orm);
  return orm;
}

const execute = (orm: Orm, sql: string) => orm.em.fork().execute(sql);
const failure = (orm: Orm, sql = "select 1") => execute(orm, sql).then(String, (error: unknown) => error);

function changed(change: (url: URL) => void): string {
  const url = new URL(postgresqlUrl);
  change(url);
  return url.href;
}

/** A server in front of the database that, while `hangs`, swallows what it is sent. */
async function startProxy() {
  const target = new URL(postgresqlUrl);
  const state = { hangs: false };
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.on("data", (data) => state.hangs || upstream.write(data));
    upstream.on("data", (data) => client.write(data));
    for (const socket of [client, upstream]) sockets.push(socket.on("error", () => {}));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = changed((u) => (u.port = typeof address === "object" ? String(address?.port) : ""));
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { state, url, stop };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((orm) => orm.close()));
});

test("the server knows the time limits and who is there", async () => {
  const orm = await openOrm();
  expect(await execute(orm, "show statement_timeout")).toEqual([{ statement_timeout: "5s" }]);
  expect(await execute(orm, "show idle_in_transaction_session_timeout")).toEqual([
    { idle_in_transaction_session_timeout: "10s" },
  ]);
  expect(await execute(orm, "show application_name")).toEqual([{ application_name: "evalboard" }]);
});

test("what stands after ? in the URL counts", async () => {
  const orm = await openOrm({
    databaseUrl: changed((url) => url.searchParams.set("application_name", "mine")),
  });
  expect(await execute(orm, "show application_name")).toEqual([{ application_name: "mine" }]);
});

test("a statement over its limit is ended by the server", async () => {
  const orm = await openOrm({ statementTimeoutMs: 300 });
  const error = await failure(orm, "select pg_sleep(60)");
  expect(error).toMatchObject({ code: "57014" });
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await orm.isConnected()).toBe(true);
});

test("a migration has no time limit, also where the server has some of its own", async () => {
  const database = await createPostgresqlDatabase(postgresqlUrl);
  const orm = await openOrm({ databaseUrl: database.url });
  const limits = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];
  for (const limit of limits) {
    await execute(orm, `alter database "${new URL(database.url).pathname.slice(1)}" set ${limit} = 300`);
  }
  // One is idle in its transaction, and the other one's statement waits for it.
  await Promise.all([orm.withMigrator(() => delay(1_500)), orm.withMigrator(async () => {})]);
  await orm.close();
  await database.drop();
});

test("a full pool is waited for only so long", async () => {
  const orm = await openOrm({ maxConnections: 1, connectionTimeoutMs: 2_000 });
  const error = await orm.em.fork().transactional(async (em) => {
    await em.execute("select 1");
    return failure(orm);
  });
  expect(error).toMatchObject({ message: "timeout exceeded when trying to connect" });
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await orm.isConnected()).toBe(true);
});

test("a server that is not there is an outage, also when asked whether it is there", async () => {
  const orm = await openOrm({ databaseUrl: changed((url) => (url.port = "1")) });
  const error = await failure(orm);
  expect(error).toMatchObject({ code: "ECONNREFUSED" });
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await orm.isConnected()).toBe(false);
});

test("connections that the server ends are an outage once, and replaced", async () => {
  const orm = await openOrm({ maxConnections: 1 });
  const error = await failure(orm, "select pg_terminate_backend(pg_backend_pid())");
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await orm.isConnected()).toBe(true);
});

test.each(["select 1", "begins", "ends"])(
  "a transaction whose connection breaks gives it back, again and again (%s)",
  async (when) => {
    const orm = await openOrm({ maxConnections: 1, connectionTimeoutMs: 1_000 });
    const other = await openOrm();
    for (let round = 0; round < 3; round++) {
      const [{ pid }] = (await execute(orm, "select pg_backend_pid() as pid")) as [{ pid: number }];
      // Outside of the transaction: within, MikroORM would take one entity manager for the other.
      const terminate = AsyncLocalStorage.bind(() => execute(other, `select pg_terminate_backend(${pid})`));
      const work = orm.em.fork().transactional(async (em) => {
        if (when === "begins") return;
        await em.execute("select 1");
        await terminate();
        if (when === "select 1") await em.execute("select 1");
      });
      const ended = work.then(String, (reason: unknown) => reason);
      if (when === "begins") await terminate();
      const error = await ended;
      if (when !== "begins") {
        expect(isDatabaseUnavailable(error)).toBe(true);
        expect(String(error)).toMatch(/terminating connection|not queryable|terminated unexpectedly/);
      }
      expect(await execute(orm, "select 1 as n").catch(() => execute(orm, "select 1 as n"))).toEqual([
        { n: 1 },
      ]);
    }
    expect(orm.load()).toMatchObject({ connections: 1, idleConnections: 1, waiting: 0 });
  },
);

test("a transaction that a silent server does not begin gives its connection back", async () => {
  const proxy = await startProxy();
  const orm = await openOrm({ databaseUrl: proxy.url, maxConnections: 1, statementTimeoutMs: 300 });
  for (let round = 0; round < 2; round++) {
    await execute(orm, "select 1");
    proxy.state.hangs = true;
    const error: unknown = await orm.em
      .fork()
      .transactional((em) => em.execute("select 1"))
      .catch((reason: unknown) => reason);
    expect(isDatabaseUnavailable(error)).toBe(true);
    proxy.state.hangs = false;
  }
  expect(await orm.isConnected()).toBe(true);
  proxy.stop();
});

test("while every connection is in use the database is there as long as it answers", async () => {
  const proxy = await startProxy();
  const limits = { maxConnections: 2, statementTimeoutMs: 300, connectionTimeoutMs: 1_000 };
  const orm = await openOrm({ databaseUrl: proxy.url, ...limits });
  expect(await orm.isConnected()).toBe(true);
  const sleeping = Array.from({ length: 6 }, () => failure(orm, "select pg_sleep(60)"));
  await expect.poll(() => orm.load().waiting).toBeGreaterThan(0);
  // Not by waiting for one of them.
  const { waiting } = orm.load();
  expect(await orm.isConnected()).toBe(true);
  expect(waiting).toBeGreaterThan(0);
  await Promise.all(sleeping);
  proxy.state.hangs = true;
  const asking = () => Promise.all(Array.from({ length: 6 }, () => failure(orm)));
  const over = new AbortController();
  const hanging = (async () => {
    while (!over.signal.aborted) await asking();
  })();
  await expect.poll(() => orm.isConnected(), { timeout: 60_000 }).toBe(false);
  over.abort();
  proxy.stop();
  await hanging;
});

test("a server that stops answering is given up, and its connection is not used again", async () => {
  const proxy = await startProxy();
  const orm = await openOrm({ databaseUrl: proxy.url, maxConnections: 1, statementTimeoutMs: 500 });
  expect(await orm.isConnected()).toBe(true);
  proxy.state.hangs = true;
  const error = await failure(orm);
  expect(error).toMatchObject({ message: "Query read timeout" });
  expect(isDatabaseUnavailable(error)).toBe(true);
  proxy.state.hangs = false;
  expect(await orm.isConnected()).toBe(true);
  proxy.stop();
});

test("a constraint's violation is not an outage", async () => {
  const orm = await openOrm();
  expect(isDatabaseUnavailable(await failure(orm, "select 1 / 0"))).toBe(false);
});

test.each([
  ["a server that is not there", changed((url) => (url.port = "1"))],
  ["a database that is not there", changed((url) => (url.pathname = "/none"))],
  ["a user who may not", changed((url) => (url.username = "somebody"))],
])("no error tells the password: %s", async (_case, databaseUrl) => {
  const url = new URL(databaseUrl);
  url.password ||= "canary";
  const error = await failure(await openOrm({ databaseUrl: url.href }));
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(url.password);
});

test.each([
  ["postgresql://user:pass#word@host/db", "The database URL cannot be read."],
  ["mysql://user:pass%23word@host/db", "The database URL begins with mysql:"],
  ["postgresql://user:password@host", "The database URL names no database"],
  ["postgresql://user:pass#word@a:1,b:2/db", "The database URL cannot be read."],
  ["postgresql://user:pass%23word@a:1,b:x/db", "The database URL cannot be read."],
  ["mysql://user:pass%23word@a,b/db", "The database URL begins with mysql:"],
  ["postgresql://user:pass%23word@a,b", "The database URL names no database"],
  [
    "postgresql://user:pass%23word@a,b/db?target_session_attrs=any",
    "target_session_attrs must be read-write",
  ],
])("refuses the URL %s, and does not repeat it", async (databaseUrl, message) => {
  const error: unknown = await createOrm({ databaseUrl }).catch((e: unknown) => e);
  expect(error).toMatchObject({ message: expect.stringContaining(message) });
  expect(inspect(error, { showHidden: true })).not.toMatch(/pass(#|%23)word|:password@host$/);
});
