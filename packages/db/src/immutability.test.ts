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
    const changes = ["status = 'running'", "average_score = 1", "error = 'other'", "started_at = now()"];
    for (const change of changes) {
      await expect(execute(`update runs set ${change}`)).rejects.toMatchObject({
        code: "55000",
        message: `run ${id} is ${status} and cannot be changed`,
      });
    }
  });

  test("results of a running run come and go, and are never changed", async () => {
    await insertRows(orm, "runs", runningRun);
    await insertRows(orm, "run_results", result, second);
    await execute("delete from run_results where position = 2");
    await expect(execute("update run_results set score = 1")).rejects.toMatchObject({ code: "55000" });
    expect(await execute("select position, score from run_results")).toEqual([{ position: 1, score: 0.5 }]);
  });

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
