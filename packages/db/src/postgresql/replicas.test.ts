import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isDatabaseUnavailable } from "../database-unavailable.ts";
import { migrate } from "../migrate.ts";
import { createOrm, type Orm } from "../orm.ts";
import { providedDatabases } from "../testing/provided-databases.ts";
import { type ReplicatedPostgresql, startReplicated } from "../testing/replicated-postgresql.ts";
import { createReplicas, type Replicas, type ReplicaState } from "./replicas.ts";

const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000, maxConnections: 3 };
/** A machine with much to do may take as long as it wants. */
const patience = { timeout: 50_000 };

let postgresql: ReplicatedPostgresql;
let primary: Orm;
/** Whom a person asks at the replica's own prompt. */
let replica: Orm;
const open: Replicas[] = [];

beforeAll(async () => {
  postgresql = await startReplicated();
  primary = await createOrm({ databaseUrl: postgresql.primary.url, ...limits });
  replica = await createOrm({ databaseUrl: postgresql.replica.url, ...limits });
  await atPrimary("create table notes (n int)");
  const isThere = "select to_regclass('notes') is not null as is";
  await vi.waitFor(async () => expect(await atReplica(isThere)).toEqual([{ is: true }]), patience);
});
afterAll(async () => {
  await Promise.all(open.map((replicas) => replicas.close()));
  await Promise.all([primary.close(), replica.close()]);
  await postgresql[Symbol.asyncDispose]();
});

const atPrimary = (sql: string) => primary.em.fork().execute(sql);
const atReplica = (sql: string) => replica.em.fork().execute(sql);

/** With what was heard of them. */
async function replicasOf(urls: readonly string[], maxBehindMs?: number) {
  const heard: string[] = [];
  const replicas = await createReplicas({
    primary,
    urls,
    ...limits,
    ...(maxBehindMs !== undefined && { maxBehindMs }),
    onChange: ({ reason }: ReplicaState) => heard.push(reason ?? "back"),
  });
  open.push(replicas);
  const watch = async () => {
    for (const one of replicas.watches) await one();
  };
  return { replicas, heard, watch };
}

/** The newest note that a replica shows, and how far behind that is; null where the primary would be asked. */
async function newestNote({ read }: Replicas) {
  const told = await read(async (em, behindMs) => {
    const rows: [{ n: number | null }] = await em.execute("select max(n) as n from notes");
    return { n: rows[0].n, behindMs };
  });
  return told?.found ?? null;
}

test("of an older schema it is not read, until the migrations have reached it", async () => {
  const { replicas, heard, watch } = await replicasOf([postgresql.replica.url]);
  await atReplica("select pg_wal_replay_pause()");
  await migrate(primary);
  await watch();
  expect([await newestNote(replicas), heard]).toEqual([null, ["its schema is an older one yet"]]);
  await atReplica("select pg_wal_replay_resume()");
  await expect.poll(() => watch().then(() => replicas.isReadable()), patience).toBe(true);
  expect(heard.slice(1)).toEqual(["back"]);
});

/** Once nothing is applied any more. */
async function pauseReplay(): Promise<void> {
  await atReplica("select pg_wal_replay_pause()");
  const isPaused = "select pg_get_wal_replay_pause_state() = 'paused' as is";
  await expect.poll(() => atReplica(isPaused), patience).toEqual([{ is: true }]);
}

test("a transaction of it is a snapshot that takes no writes, also within one of the primary", async () => {
  const { replicas, watch } = await replicasOf([postgresql.replica.url]);
  await watch();
  const ask = "select pg_is_in_recovery() as replica, current_setting('transaction_isolation') as isolation";
  const [within, beside] = await primary.em.fork().transactional(async (em) => {
    await em.execute("select 1");
    const told = await replicas.read((one) => one.execute(ask));
    return [told?.found, await em.execute(ask)];
  });
  expect(within).toEqual([{ replica: true, isolation: "repeatable read" }]);
  expect(beside).toEqual([{ replica: false, isolation: "read committed" }]);
});

test("while nothing happens on the primary it is not behind", async () => {
  const { replicas, watch } = await replicasOf([postgresql.replica.url]);
  await atPrimary("insert into notes values (1)");
  await expect.poll(() => atReplica("select n from notes"), patience).toEqual([{ n: 1 }]);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const behindMs = async () => {
    await watch();
    return replicas.states()[0]?.behindMs;
  };
  await expect.poll(behindMs, patience).toBeLessThan(2_000);
});

test("what it shows is as old as it says; beyond the limit it is left out, and comes back by itself", async () => {
  const { replicas, watch } = await replicasOf([postgresql.replica.url]);
  const strict = await replicasOf([postgresql.replica.url], 1_500);
  await watch();
  await pauseReplay();
  const pausedMs = performance.now();
  await atPrimary("insert into notes values (2)");
  await watch();
  await new Promise((resolve) => setTimeout(resolve, 1_600));
  const sinceMs = performance.now() - pausedMs;
  const told = await newestNote(replicas);
  expect(told?.n).toBe(1);
  // Two clocks of one machine.
  expect(told?.behindMs).toBeGreaterThan(sinceMs - 50);
  await strict.watch();
  expect(await newestNote(strict.replicas)).toBe(null);
  expect(strict.heard).toEqual([expect.stringMatching(/^it is \d+ s behind$/)]);
  await atReplica("select pg_wal_replay_resume()");
  await expect
    .poll(() => strict.watch().then(() => newestNote(strict.replicas)), patience)
    .toMatchObject({ n: 2 });
  expect(strict.heard.slice(1)).toEqual(["back"]);
});

test("what it does not know the primary is asked for", async () => {
  const { replicas, watch } = await replicasOf([postgresql.replica.url]);
  await watch();
  const unknown = () => Promise.reject(new Error("there is no such model"));
  expect(await replicas.read(unknown)).toBe(undefined);
  expect(replicas.isReadable()).toBe(true);
});

test.each([
  ["it is no replica of this database", () => providedDatabases().postgresqlUrl],
  ["it is no replica of this database", () => postgresql.replica.url.replace(/postgres$/, "template1")],
  ["it follows no primary", () => postgresql.primary.url],
  [expect.stringMatching(/ECONNREFUSED/), () => postgresql.replica.url.replace(/:\d+\//, ":1/")],
])("is left out where %s, and the next one is read", async (reason, url) => {
  // One that was given may have none.
  const password = new URL(url()).password || "canary";
  const { replicas, heard, watch } = await replicasOf([url(), postgresql.replica.url]);
  await watch();
  for (let turn = 0; turn < 3; turn++) expect(await newestNote(replicas)).toMatchObject({ n: 2 });
  expect(heard).toEqual([reason]);
  expect(heard.join()).not.toContain(password);
  const alone = await replicasOf([url()]);
  await alone.watch();
  expect([await newestNote(alone.replicas), alone.replicas.isReadable()]).toEqual([null, false]);
});

test("killed it is left out, started again it is back", async () => {
  const { replicas, heard, watch } = await replicasOf([postgresql.replica.url]);
  await watch();
  await postgresql.replica.kill();
  expect(await newestNote(replicas)).toBe(null);
  expect(heard).toHaveLength(1);
  await postgresql.replica.start();
  await expect.poll(() => watch().then(() => newestNote(replicas)), patience).toMatchObject({ n: 2 });
  expect(heard.slice(1)).toEqual(["back"]);
});

test("of several hosts the one is used that takes writes, and the other once it was promoted", async () => {
  const [one, other] = [postgresql.replica.url, postgresql.primary.url].map((url) => new URL(url));
  const hosts = `${one!.host},${other!.host}`;
  const databaseUrl = `postgresql://postgres:canary@${hosts}/postgres?target_session_attrs=read-write`;
  const orm = await createOrm({ databaseUrl, ...limits });
  const { replicas, watch } = await replicasOf([postgresql.replica.url]);
  await watch();
  const add = (n: number) => orm.em.fork().execute(`insert into notes values (${n}) returning n`);
  const adding = await Promise.all([3, 4, 5].map(add));
  expect(adding).toEqual([[{ n: 3 }], [{ n: 4 }], [{ n: 5 }]]);
  await expect.poll(() => newestNote(replicas), patience).toMatchObject({ n: 5 });
  await postgresql.primary.kill();
  const refused: unknown = await add(6).catch((error: unknown) => error);
  expect(isDatabaseUnavailable(refused)).toBe(true);
  await expect
    .poll(() => add(6).catch(String), patience)
    .toMatch(/no server of the database URL takes writes/);
  // What it shows is there to be read meanwhile.
  expect(await newestNote(replicas)).toMatchObject({ n: 5 });
  postgresql.replica.promote();
  await expect.poll(() => add(6).catch(() => null), patience).toEqual([{ n: 6 }]);
  await orm.close();
});
