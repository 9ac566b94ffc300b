import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CheckConstraintViolationException,
  ForeignKeyConstraintViolationException,
  UniqueConstraintViolationException,
} from "@mikro-orm/core";
import { MikroORM } from "@mikro-orm/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Dataset } from "../entities/dataset.ts";
import { isDatabaseUnavailable } from "../database-unavailable.ts";
import { ormConfig } from "../orm-config.ts";
import { createOrm, type Em, type Orm } from "../orm.ts";
import { FolderInUseError } from "./lock-folder.ts";
import { openPglite } from "./open-pglite.ts";
import { providedDatabases } from "../testing/provided-databases.ts";
import { datasetCalled } from "../testing/subjects.ts";

const { pgliteSnapshot } = providedDatabases();
let root: string;
let dataDir: string;
let orm: Orm;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "evalboard-pglite-"));
  dataDir = join(root, "data");
  const filled = await openPglite({ dataDir, snapshot: pgliteSnapshot, statementTimeoutMs: 60_000 });
  await filled.close();
  orm = await createOrm({ dataDir, statementTimeoutMs: 3_000 });
});

afterAll(async () => {
  await orm.close();
  await rm(root, { recursive: true });
});

const insert = (name: string) => orm.em.fork().insert(Dataset, datasetCalled(name));
const execute = (sql: string) => orm.em.getConnection().execute(sql);

test("values arrive as they do where MikroORM opens PGlite itself", async () => {
  const everyType = `select 1::int2 as i2, 1::int4 as i4, 9007199254740993::int8 as i8, 1.50::numeric as n,
    0.5::float8 as f, 'NaN'::float8 as nan, true as b, 'x'::text as t, null::text as nothing, '\\x00ff'::bytea as bin,
    '2026-03-29 01:30:00.123456+00'::timestamptz as ts, '2026-03-29'::date as d, '1 day 02:00'::interval as span,
    array['2026-03-29 01:30:00+00'::timestamptz] as tss, array[1, 2] as ints, array['a', null] as texts,
    '{"a": [1, null]}'::jsonb as json, gen_random_uuid() is not null as u, '10:11:12'::time as clock, count(*) as c`;
  const loadDataDir = new Blob([await readFile(pgliteSnapshot)]);
  const plain = new MikroORM({ ...ormConfig, driverOptions: () => ({ loadDataDir }) });
  await plain.connect();
  const expected: unknown = await plain.em.getConnection().execute(everyType);
  await plain.close();
  expect(await execute(everyType)).toEqual(expected);
});

test("MikroORM tells constraint violations apart", async () => {
  await insert("twice");
  await expect(insert("twice")).rejects.toThrow(UniqueConstraintViolationException);
  await expect(insert("twice")).rejects.toMatchObject({
    code: "23505",
    constraint: "datasets_name_unique",
    detail: "Key (name)=(twice) already exists.",
  });
  const version = (number: number) =>
    `insert into prompt_versions (id, prompt_id, canonical_id, number, text, text_hash, created_at, first_run_at)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), ${number}, '', '', now(), now())`;
  const run = (sql: string) => orm.em.fork().execute(sql);
  await expect(run(version(0))).rejects.toThrow(CheckConstraintViolationException);
  await expect(run(version(1))).rejects.toThrow(ForeignKeyConstraintViolationException);
});

test("transactions and queries asked for at once see each transaction whole or not at all", async () => {
  const count = (em: Em) => em.count(Dataset, { name: { $like: "at once %" } });
  const addTwo = (i: number) =>
    orm.em.fork().transactional(async (em) => {
      const before = await count(em);
      await em.insert(Dataset, datasetCalled(`at once ${i}, one`));
      await em.insert(Dataset, datasetCalled(`at once ${i}, two`));
      expect(await count(em)).toBe(before + 2);
      if (i % 3 === 0) throw new Error("undo");
    });
  const numbers = Array.from({ length: 30 }, (_, i) => i);
  const adding = Promise.allSettled(numbers.map(addTwo));
  const counts = await Promise.all(numbers.map(() => count(orm.em.fork())));
  const undone = (await adding).filter((each) => each.status === "rejected");
  expect(undone.map((each) => each.reason)).toEqual(Array.from({ length: 10 }, () => new Error("undo")));
  expect(counts.filter((n) => n % 2 !== 0)).toEqual([]);
  expect(await count(orm.em.fork())).toBe(40);
});

test("a statement over its limit rejects as an outage, and what was committed is there", async () => {
  await insert("before");
  const timedOut = orm.em.fork().transactional(async (em) => {
    await em.insert(Dataset, datasetCalled("lost"));
    await em.execute("select count(*) from generate_series(1, 1e12)");
  });
  const error: unknown = await timedOut.catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: "57014",
    message: "the statement ran for longer than 3000 ms and was ended",
  });
  expect(isDatabaseUnavailable(error)).toBe(true);
  expect(await orm.em.fork().count(Dataset, { name: "before" })).toBe(1);
  expect(await orm.em.fork().count(Dataset, { name: "lost" })).toBe(0);
  expect(await orm.isConnected()).toBe(true);
});

test("the folder's lock is held until close, and free after it", async () => {
  await expect(createOrm({ dataDir })).rejects.toThrow(FolderInUseError);
  await orm.close();
  orm = await createOrm({ dataDir });
  expect(await orm.em.fork().count(Dataset, { name: "before" })).toBe(1);
});

test("a folder that does not open is free again", async () => {
  const broken = join(root, "broken");
  const opening = openPglite({ dataDir: broken, snapshot: "no such file", statementTimeoutMs: 1_000 });
  await expect(opening).rejects.toThrow("PGlite broke: Error: ENOENT");
  const inMemory = await openPglite({
    dataDir: broken,
    snapshot: pgliteSnapshot,
    statementTimeoutMs: 60_000,
  });
  await inMemory.close();
});

test("a page that was damaged is told by its code, and the rest goes on being read", async () => {
  const folder = join(root, "damaged");
  const whole = await openPglite({ dataDir: folder, snapshot: pgliteSnapshot, statementTimeoutMs: 60_000 });
  await whole.em.fork().insert(Dataset, datasetCalled("damaged"));
  const [named] = await whole.em
    .fork()
    .execute<readonly { path: string }[]>("select pg_relation_filepath('datasets') as path");
  await whole.em.fork().execute("checkpoint");
  await whole.close();
  const file = await open(join(folder, named!.path), "r+");
  await file.write(Buffer.alloc(24, 0xa5), 0, 24, 0);
  await file.close();
  const damaged = await openPglite({ dataDir: folder, statementTimeoutMs: 60_000 });
  const read = (table: string) => damaged.em.fork().execute(`select * from ${table}`);
  await expect(read("datasets")).rejects.toMatchObject({ code: "XX001" });
  expect(await read("models")).toEqual([]);
  await damaged.close();
});
