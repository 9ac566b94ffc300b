import { AddResults, type NewResult } from "@evalboard/contract";
import { makeQuarters, type Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { SchemaGenerator } from "@mikro-orm/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pruneQuarters } from "./prune-quarters.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { startOf } from "./testing/runs-of-test.ts";
import { secretResults as results } from "./testing/secret-results.ts";

// Of a time in which the quarter of the test is long over.
const now = new Date("2040-06-30T10:00:00.000Z");
const before = new Date("2040-01-01T00:00:00.000Z");

describe("texts of a quarter", () => {
  let orm: Orm;
  let runs: RunStore;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  const prune = async (completedBefore = before, signal = new AbortController().signal) => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const removed = await pruneQuarters(orm, { completedBefore, now, signal, onError });
    return { ...removed, errors };
  };
  const figures = async () => [
    await execute("select to_jsonb(r) - 'texts_removed_at' as row from runs r order by id"),
    await execute(`select to_jsonb(r) - '{item_name,input,expected,output,reason,transcript,error}'::text[] as row
      from run_results r order by run_id, position`),
    await execute("select * from item_facts order by 1, 2, 3, 4, 5"),
  ];
  const file = async () => {
    const [row] = await execute(
      "select relfilenode::text as file from pg_class where relname = 'run_results_first'",
    );
    return row!["file"];
  };
  const withTexts = () =>
    execute(`select external_id as run, count(*)::int as n from run_results result join runs run on run.id = run_id
      where to_jsonb(result)::text like '%secret%' group by 1 order by 1`);

  async function recorded(externalId: string, sent: NewResult[], completedAt?: string, replace = false) {
    const { runId } = await runs.start(startOf({ externalId, startedAt: "2026-01-01T00:00:00Z", replace }));
    await runs.addResults(AddResults.parse({ runId, results: sent }));
    if (completedAt !== undefined) await runs.complete({ runId, completedAt });
    return runId;
  }

  beforeAll(async () => {
    orm = await createTestOrm("postgresql");
    runs = createRunStore({ orm, now: () => now });
    await prepareFacts({ orm, timeZone: "UTC", now });
    await recorded("old", results(1), "2026-02-01T00:00:00Z");
    await recorded("old", results(1, 0.5, 0, null), "2026-02-01T00:00:00Z", true);
    await recorded("late", results(0.5, 0.5), "2040-06-01T00:00:00Z");
    const failed = await recorded("failed", results(0.25));
    await runs.fail({ runId: failed, error: "stopped" });
  });
  afterAll(() => orm.close());

  it("stay while somebody is at its runs, and all is as it was", async () => {
    const fileBefore = await file();
    await orm.em.fork().transactional(async (em) => {
      await em.execute("update runs set label = 'main'");
      expect(await prune()).toMatchObject({ runs: 0, errors: [{ code: "55P03" }] });
    });
    expect(await file()).toBe(fileBefore);
    expect(await withTexts()).toHaveLength(3);
    expect(await execute("select to_regclass('run_results_rewritten') as left")).toEqual([{ left: null }]);
  });

  it("stay while somebody reads runs for long, who keeps nobody from reading them", async () => {
    const fileBefore = await file();
    const stop = new AbortController();
    await orm.em.fork().transactional(async (em) => {
      await em.execute("select 1 from runs limit 1");
      const pruned = prune(before, stop.signal);
      const isTried = () =>
        execute("select 1 from pg_stat_activity where query like 'lock table runs in access exclusive%'");
      await expect.poll(isTried, { interval: 5 }).toHaveLength(1);
      expect(await withTexts()).toHaveLength(3);
      expect(await execute("select count(*)::int as n from runs")).toEqual([{ n: 3 }]);
      stop.abort(new Error("the server was stopped"));
      expect(await pruned).toMatchObject({ runs: 0, errors: [expect.anything()] });
    });
    expect(await file()).toBe(fileBefore);
    expect(await execute("select 1 from runs where texts_removed_at is not null")).toEqual([]);
  });

  it("stay while it is not over", async () => {
    const early = new Date("2020-01-01T00:00:00Z");
    expect(await prune(early)).toEqual({ runs: 0, results: 0, errors: [] });
    expect(await withTexts()).toHaveLength(3);
  });

  it("go with the old table, without a figure changing, those of revisions too", async () => {
    const [fileBefore, heldBefore] = [await file(), await figures()];
    expect(await prune()).toEqual({ runs: 1, results: 4, errors: [] });
    expect(await file()).not.toBe(fileBefore);
    expect(await figures()).toEqual(heldBefore);
    expect(await withTexts()).toEqual([
      { run: "failed", n: 1 },
      { run: "late", n: 2 },
    ]);
    expect(await execute("select 1 from run_results where error = ''")).toHaveLength(1);
    expect(await execute("select 1 from run_revision_results where result::text like '%secret%'")).toEqual(
      [],
    );
    expect(await execute("select external_id from runs where texts_removed_at is not null")).toEqual([
      { external_id: "old" },
    ]);
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
  });

  it("are removed so once: the table that took its place stays", async () => {
    const fileBefore = await file();
    expect(await prune()).toEqual({ runs: 0, results: 0, errors: [] });
    expect(await file()).toBe(fileBefore);
  });

  it("leave a table with all that it was guarded by, which is recorded to as before", async () => {
    expect(await new SchemaGenerator(orm.em).getUpdateSchemaSQL({ wrap: false })).toBe("");
    expect(
      await execute(`select conname from pg_constraint where conrelid = 'run_results_first'::regclass
        and (not convalidated or conname like '%rewritten%')`),
    ).toEqual([]);
    const ended = "(select id from runs where external_id = 'old')";
    for (const change of [
      `delete from run_results where run_id = ${ended}`,
      `update run_results set score = 0 where run_id = ${ended}`,
    ]) {
      await expect(execute(change), change).rejects.toMatchObject({ code: "55000" });
    }
    const runId = await recorded("new", results(1, null));
    const again = await runs.addResults(AddResults.parse({ runId, results: results(1, null) }));
    expect(again).toMatchObject({ added: 0, alreadyThere: 2 });
    await recorded("old", results(0.25), "2026-02-01T00:00:00Z", true);
    await runs.delete({ runId, externalId: "new" });
    expect(await execute(`select 1 from run_results where run_id = '${runId}'`)).toEqual([]);
    expect(await makeQuarters(orm, now)).toHaveLength(2);
    expect(await verifyFacts({ orm, timeZone: "UTC" })).toEqual([]);
  });
});

it("on PGlite are left to be removed a few runs at a time", async () => {
  const orm = await createTestOrm("pglite");
  const { signal } = new AbortController();
  const onError = (error: unknown) => expect.unreachable(String(error));
  expect(await pruneQuarters(orm, { completedBefore: before, now, signal, onError })).toEqual({
    runs: 0,
    results: 0,
  });
  await orm.close();
});
