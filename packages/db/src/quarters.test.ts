import { SchemaGenerator } from "@mikro-orm/sql";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Orm } from "./orm.ts";
import { makeQuarters } from "./quarters.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import { insertRows, resetToReferences, result, runningRun } from "./testing/sample-rows.ts";

/** A run that was first recorded at this instant. */
function idAt(instant: string): string {
  const hex = Date.parse(instant).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
}

describe.each(engines)("quarters of results, on %s,", (engine) => {
  let orm: Orm;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  const make = (now: string) => makeQuarters(orm, new Date(now));
  const places = () =>
    execute("select run_id as run, tableoid::regclass::text as place from run_results order by run_id");

  async function record(instant: string): Promise<string> {
    const id = idAt(instant);
    await insertRows(orm, "runs", { ...runningRun, id, external_id: instant });
    await insertRows(orm, "run_results", { ...result, run_id: id });
    return id;
  }

  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  beforeEach(() => resetToReferences(orm));
  afterAll(() => orm.close());

  test("are made where they are missing, that of now and the next one, once", async () => {
    expect(await make("1970-01-01T00:00:00Z")).toEqual([]);
    expect(await make("2040-09-30T23:59:59.999Z")).toEqual(["run_results_2040q3", "run_results_2040q4"]);
    expect(await make("2040-07-01T00:00:00Z")).toEqual([]);
    expect(await make("2040-10-01T00:00:00Z")).toEqual(["run_results_2041q1"]);
  });

  test("hold what is recorded in them, to the millisecond", async () => {
    await make("2040-08-01T00:00:00Z");
    const runs = ["2026-01-01Z", "2040-07-01Z", "2040-09-30T23:59:59.999Z", "2040-10-01T00:00:00.000Z"];
    for (const instant of runs) await record(instant);
    expect((await places()).map(({ place }) => place)).toEqual([
      "run_results_first",
      "run_results_2040q3",
      "run_results_2040q3",
      "run_results_2040q4",
    ]);
  });

  test("take over what was recorded while they were missing, as immutable as it was", async () => {
    const [early, late] = [await record("2050-01-01Z"), await record("2050-04-01Z")];
    const elsewhere = await record("2051-01-01Z");
    expect(new Set((await places()).map(({ place }) => place))).toEqual(new Set(["run_results_default"]));
    expect(await make("2050-02-01T00:00:00Z")).toEqual(["run_results_2050q1", "run_results_2050q2"]);
    expect(await places()).toEqual([
      { run: early, place: "run_results_2050q1" },
      { run: late, place: "run_results_2050q2" },
      { run: elsewhere, place: "run_results_default" },
    ]);
    await execute(`update runs set status = 'failed', failed_at = now() where id = '${early}'`);
    const refused = { code: "55000" };
    await expect(execute(`delete from run_results where run_id = '${early}'`)).rejects.toMatchObject(refused);
    await expect(execute("update run_results set score = 1")).rejects.toMatchObject(refused);
    const second = { ...result, run_id: early, position: 2, item_key: "q2" };
    await expect(insertRows(orm, "run_results", second)).rejects.toMatchObject(refused);
    const twin = insertRows(orm, "run_results", { ...result, run_id: late, position: 2 });
    await expect(twin).rejects.toMatchObject({ code: "23505" });
    const ofNobody = { ...result, run_id: idAt("2050-01-02Z") };
    await expect(insertRows(orm, "run_results", ofNobody)).rejects.toMatchObject({ code: "23503" });
    await execute(`delete from runs where id = '${early}'`);
    expect((await places()).map(({ run }) => run)).toEqual([late, elsewhere]);
  });

  test("are none of the schema's business", async () => {
    expect(await new SchemaGenerator(orm.em).getUpdateSchemaSQL({ wrap: false })).toBe("");
    expect(await orm.migrator.checkSchema()).toBe(false);
  });

  test.runIf(engine === "postgresql")("wait for nobody long, and change nothing then", async () => {
    await record("2060-01-01Z");
    await orm.em.fork().transactional(async (em) => {
      await em.execute("update runs set label = 'main'");
      await expect(make("2060-01-01T00:00:00Z")).rejects.toMatchObject({ code: "55P03" });
    });
    expect((await places()).map(({ place }) => place)).toEqual(["run_results_default"]);
    expect(await make("2060-01-01T00:00:00Z")).toEqual(["run_results_2060q1", "run_results_2060q2"]);
  });
});
