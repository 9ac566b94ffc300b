import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Orm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import {
  completedRun,
  failedRun,
  id,
  insertRows,
  otherId,
  resetToReferences,
  result,
  runningRun,
} from "./testing/sample-rows.ts";

const second = { ...result, position: 2, item_key: "q2" };
const unscored = { ...result, score: null, passed: null };
const errored = { ...unscored, error: "broke" };
/** One of its four items is still to be scored. */
const partlyScored = { ...completedRun, failed_items: 0, unscored_items: 1 };

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  const execute = (sql: string) => orm.em.getConnection().execute(sql);

  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });

  beforeEach(() => resetToReferences(orm));

  afterAll(() => orm.close());

  test.each([
    ["completed", completedRun],
    ["failed", failedRun],
  ])("a %s run cannot be changed", async (status, row) => {
    await insertRows(orm, "runs", row);
    for (const change of [
      "status = 'running'",
      "average_score = 1",
      "passed_items = 0",
      "unscored_items = 1",
      "metrics = '[{}]'",
      "items_hash = 'other'",
      "pass_mark = 0.9",
      "score_metric = 'other'",
      "limited = true",
      "revisions = 1",
      "source = 'other'",
      "error = 'other'",
      "started_at = now()",
      "label = 'main', cost_usd = 2",
    ]) {
      await expect(execute(`update runs set ${change}`), change).rejects.toMatchObject({
        code: "55000",
        message: `run ${id} is ${status} and cannot be changed`,
      });
    }
  });

  test.each([
    ["running", runningRun],
    ["completed", completedRun],
    ["failed", failedRun],
  ])("what the team calls a %s run may change", async (_status, row) => {
    await insertRows(orm, "runs", row);
    await execute(`update runs set label = 'main', tags = '{"branch": "x"}', content_hash = 'ab'`);
    expect(await execute("select label, tags from runs")).toEqual([{ label: "main", tags: { branch: "x" } }]);
    await execute(`update runs set label = null, tags = '{}'`);
    expect(await execute("select label, tags from runs")).toEqual([{ label: null, tags: {} }]);
  });

  test("the figures of a completed run follow late scores, up to the last one and no longer", async () => {
    await insertRows(orm, "runs", partlyScored);
    for (const change of ["total_items = 4, latency_ms = 1", "errored_items = 2, unscored_items = 0"]) {
      await expect(execute(`update runs set ${change}`), change).rejects.toMatchObject({ code: "55000" });
    }
    await execute(`update runs set average_score = 0.75, passed_items = 3, perfect_items = 2, unscored_items = 0,
      metrics = '[{"name": "tone"}]'`);
    await expect(execute("update runs set average_score = 1")).rejects.toMatchObject({ code: "55000" });
    expect(await execute("select average_score, unscored_items from runs")).toEqual([
      { average_score: 0.75, unscored_items: 0 },
    ]);
  });

  test("results of a running run come and go, and those that are scored or errored are never changed", async () => {
    await insertRows(orm, "runs", runningRun);
    await insertRows(orm, "run_results", result, second);
    await insertRows(orm, "run_results", { ...errored, position: 3, item_key: "q3" });
    await execute("delete from run_results where position = 2");
    for (const change of [
      "score = 1",
      "passed = false",
      "reason = 'other'",
      "metrics = '{}'",
      "output = 'other'",
      "score = 1, passed = true, error = null",
    ]) {
      for (const position of [1, 3]) {
        const changed = execute(`update run_results set ${change} where position = ${position}`);
        await expect(changed, change).rejects.toMatchObject({
          code: "55000",
          message: "a result is never changed",
        });
      }
    }
    expect(await execute("select position, score from run_results order by 1")).toEqual([
      { position: 1, score: 0.5 },
      { position: 3, score: null },
    ]);
  });

  test.each(["running", "completed"])(
    "a result of a %s run that nobody has scored takes its score once",
    async (status) => {
      await insertRows(orm, "runs", runningRun);
      await insertRows(orm, "run_results", unscored);
      if (status === "completed") {
        await execute(`update runs set status = 'completed', completed_at = now(), total_items = 1, passed_items = 0,
        perfect_items = 0, partial_items = 0, failed_items = 0, errored_items = 0, unscored_items = 1, measured_items = 0,
        priced_items = 0, input_counted_items = 0, output_counted_items = 0, metrics = '[]', items_hash = ''`);
      }
      for (const change of [
        "score = 1, passed = true, output = 'other'",
        "score = 1, passed = true, item_key = 'other'",
        "score = 1, passed = true, latency_ms = 1",
        "error = 'broke'",
        "item_name = 'other'",
      ]) {
        const changed = execute(`update run_results set ${change}`);
        await expect(changed, change).rejects.toMatchObject({ code: "55000" });
      }
      await execute(
        `update run_results set score = 0.25, passed = true, reason = 'good enough', metrics = '{"tone": 1}'`,
      );
      await expect(execute("update run_results set score = 1")).rejects.toMatchObject({ code: "55000" });
      await expect(execute("update run_results set score = null, passed = null")).rejects.toMatchObject({
        code: "55000",
      });
      expect(await execute("select score, passed, reason, metrics from run_results")).toEqual([
        { score: 0.25, passed: true, reason: "good enough", metrics: { tone: 1 } },
      ]);
    },
  );

  test("results of a run that has ended neither come nor go, also beside those of a running run", async () => {
    await insertRows(orm, "runs", runningRun, { ...runningRun, id: otherId, external_id: "b" });
    await insertRows(orm, "run_results", result, { ...result, run_id: otherId });
    await execute(`update runs set status = 'failed', failed_at = now() where id = '${id}'`);
    const refused = { code: "55000", message: "results of a run that has ended cannot be changed" };
    await expect(insertRows(orm, "run_results", second)).rejects.toMatchObject(refused);
    const both = insertRows(orm, "run_results", { ...second, run_id: otherId }, second);
    await expect(both).rejects.toMatchObject(refused);
    await expect(execute("delete from run_results")).rejects.toMatchObject(refused);
    await insertRows(orm, "run_results", { ...second, run_id: otherId });
    expect(await execute("select count(*)::int as n from run_results")).toEqual([{ n: 3 }]);
  });

  test("a run that has ended is deleted with its results", async () => {
    await insertRows(orm, "runs", runningRun);
    await insertRows(orm, "run_results", result);
    await execute("update runs set status = 'failed', failed_at = now()");
    await execute("delete from runs");
    expect(await execute("select count(*)::int as n from run_results")).toEqual([{ n: 0 }]);
  });
});
