import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { providedDatabases } from "../testing/provided-databases.ts";
import { SupervisedPglite } from "./supervised.ts";
import { openPgliteThread, type PgliteThread } from "./thread.ts";

const limitMs = 3_000;
const endless = "select count(*) from generate_series(1, 1e12)";
const lost = { name: "DatabaseLostError", code: "57P02" };

let dataDir: string;
let pglite: SupervisedPglite;
let thread: PgliteThread;
let opened = 0;

async function open() {
  opened += 1;
  const snapshot = opened === 1 ? providedDatabases().pgliteSnapshot : undefined; // quicker than to start with nothing
  thread = await openPgliteThread({ dataDir, snapshot, textTypes: [1184] });
  return thread;
}

const count = async () => (await pglite.query("select count(*)::int as n from t")).rows;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "evalboard-pglite-"));
  pglite = await SupervisedPglite.open({ open, durable: true, statementTimeoutMs: limitMs });
  await pglite.query("create table t (n int primary key)");
});

afterEach(() => pglite.query("truncate t"));

afterAll(async () => {
  await pglite.close();
  await rm(dataDir, { recursive: true });
});

test("an endless statement is ended, what was committed is there, and those in the queue go on", async () => {
  const before = opened;
  await pglite.query("insert into t values (1)");
  const [timedOut, next, last] = await Promise.allSettled([pglite.query(endless), count(), count()]);
  expect(timedOut).toMatchObject({ reason: { name: "StatementTimeoutError", code: "57014" } });
  expect(next).toEqual({ status: "fulfilled", value: [{ n: 1 }] });
  expect(last).toEqual({ status: "fulfilled", value: [{ n: 1 }] });
  expect(opened).toBe(before + 1);
});

test("the event loop goes on while a statement runs", async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  await pglite.query(endless).catch(() => {});
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(10);
});

test("without a time limit a statement may take longer", async () => {
  const before = opened;
  const slow = `select pg_sleep(${limitMs / 1_000 + 0.2})::text as slept`;
  const { rows } = await pglite.withoutTimeLimit(() => pglite.query(slow));
  expect(rows).toEqual([{ slept: "" }]);
  expect(opened).toBe(before);
});

test("an answer that came while the event loop was blocked beyond the limit counts", async () => {
  const before = opened;
  const answer = pglite.query("select 1 as n");
  await new Promise(setImmediate); // sent
  const end = performance.now() + limitMs + 200;
  while (performance.now() < end); // blocked
  expect((await answer).rows).toEqual([{ n: 1 }]);
  expect(opened).toBe(before);
});

test("a transaction lost with its thread does none of its statements, and cannot commit", async () => {
  const transaction = pglite.transaction(async (tx) => {
    await tx.query("insert into t values (1)");
    await tx.query(endless).catch(() => {});
    await expect(tx.query("insert into t values (2)")).rejects.toMatchObject(lost);
  });
  await expect(transaction).rejects.toMatchObject(lost);
  expect(await count()).toEqual([{ n: 0 }]);
});

test("a transaction that cannot begin calls its work all the same, and rejects", async () => {
  await thread.end();
  const broken = await SupervisedPglite.open({
    open: async () => thread,
    durable: false,
    statementTimeoutMs: limitMs,
  });
  const work = broken.transaction((tx) => tx.query("select 1"));
  await expect(work).rejects.toMatchObject(lost);
  await expect(broken.transaction(async () => {})).rejects.toMatchObject(lost);
});

test("transactions and statements asked for at once do not mix", async () => {
  const add = (n: number) =>
    pglite.transaction(async (tx) => {
      await tx.query("insert into t values ($1)", [n]);
      await new Promise(setImmediate);
      const { rows } = await tx.query("select txid_current_if_assigned() as id, count(*)::int as n from t");
      if (n % 2 === 0) throw new Error("undo");
      return rows[0];
    });
  const [one, two, three, plain] = await Promise.allSettled([add(1), add(2), add(3), count()]);
  expect(one).toMatchObject({ value: { n: 1 } });
  expect(two).toMatchObject({ reason: { message: "undo" } });
  expect(three).toMatchObject({ value: { n: 2 } });
  expect(plain).toMatchObject({ value: [{ n: 2 }] });
});

test("a failed commit rolls back, and the next transaction starts clean", async () => {
  await pglite.query(
    "create table d (n int, constraint d_n_unique unique (n) deferrable initially deferred)",
  );
  const twice = pglite.transaction(async (tx) => {
    await tx.query("insert into d values (1)");
    await tx.query("insert into d values (1)");
  });
  await expect(twice).rejects.toMatchObject({ code: "23505", constraint: "d_n_unique" });
  await pglite.transaction((tx) => tx.query("insert into d values (1)"));
  expect((await pglite.query("select n from d")).rows).toEqual([{ n: 1 }]);
});

test("a statement's own error keeps PostgreSQL's fields, and no copy of the statement", async () => {
  await pglite.query("insert into t values (1)");
  const before = opened;
  const error: unknown = await pglite.query("insert into t values (1)").catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: "23505",
    constraint: "t_pkey",
    table: "t",
    detail: "Key (n)=(1) already exists.",
    severity: "ERROR",
  });
  expect(error).not.toHaveProperty("query");
  await count();
  expect(opened).toBe(before);
});

test("while it does not open again, calls fail without an attempt each", async () => {
  let attempts = 0;
  const once = await SupervisedPglite.open({
    open: async () => {
      attempts += 1;
      if (attempts > 1) throw new Error("disk full");
      await thread.end();
      return thread;
    },
    durable: true,
    statementTimeoutMs: limitMs,
  });
  const calls = await Promise.allSettled(Array.from({ length: 50 }, () => once.query("select 1")));
  expect(calls.map((call) => call.status)).toEqual(Array.from({ length: 50 }, () => "rejected"));
  expect(calls[0]).toMatchObject({ reason: { ...lost, cause: new Error("disk full") } });
  expect(attempts).toBe(2);
  await once.close();
});
