import { describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { engines } from "./testing/create-test-orm.ts";
import { id, insertRows, otherId, result, runningRun } from "./testing/sample-rows.ts";
import { useUpgradedBoard } from "./testing/upgraded-board.ts";

const before = "Migration20261130100000_several_servers";

/** Not of a clock: after all that are. */
const foreignId = "f0000000-0000-4000-8000-000000000001";

const foreignRun = { ...runningRun, id: foreignId, external_id: "foreign" };

describe.each(engines)("a board from before results had partitions, on %s,", (engine) => {
  const held = "select to_jsonb(result) as result from run_results result order by run_id, position";
  const file = (table: string) => `select relfilenode::text as file from pg_class where relname = '${table}'`;
  const grants = `select privilege_type, is_grantable, pg_get_userbyid(grantee) as reader
    from pg_class, aclexplode(relacl) where relname = 'run_results' and grantee <> relowner order by 1`;
  let [heldBefore, fileBefore, grantsBefore]: unknown[] = [];
  const board = useUpgradedBoard(engine, before, async (orm) => {
    const ask = (sql: string) => orm.em.getConnection().execute(sql);
    await insertRows(orm, "runs", { ...runningRun, id: otherId, external_id: "running" });
    await insertRows(orm, "run_results", { ...result, run_id: otherId, input: "question" });
    await ask(`do $$ begin create role "a reader"; exception when duplicate_object then null; end $$`);
    await ask(`grant select on run_results to "a reader" with grant option`);
    await ask(`grant delete on run_results to "a reader"`);
    [heldBefore, fileBefore, grantsBefore] = [
      await ask(held),
      await ask(file("run_results")),
      await ask(grants),
    ];
  });
  const { execute } = board;
  const places = () =>
    execute("select run_id as run, tableoid::regclass::text as place from run_results order by run_id");

  test("keeps its results and who may read them, and no row was written again", async () => {
    expect(heldBefore).toHaveLength(2);
    expect(await execute(held)).toEqual(heldBefore);
    expect(await execute(file("run_results_first"))).toEqual(fileBefore);
    expect(grantsBefore).toHaveLength(2);
    expect(await execute(grants)).toEqual(grantsBefore);
  });

  test("has them in a partition for all that is recorded until a quarter ends, and one for the rest", async () => {
    const [first, rest] =
      await execute(`select relid::regclass::text as name, pg_get_expr(relpartbound, relid) as bounds
      from pg_partition_tree('run_results') join pg_class on oid = relid where isleaf order by name desc`);
    expect(rest).toEqual({ name: "run_results_default", bounds: "DEFAULT" });
    expect(first!["name"]).toBe("run_results_first");
    const [, hex = ""] =
      /^FOR VALUES FROM \(MINVALUE\) TO \('(.{13})-0000-0000-0{12}'\)$/.exec(String(first!["bounds"])) ?? [];
    const end = new Date(Number.parseInt(hex.replace("-", ""), 16));
    expect(end.getTime()).toBeGreaterThan(Date.now());
    expect(end.toISOString()).toMatch(/-(01|04|07|10)-01T00:00:00.000Z$/);
  });

  test("has no constraint that was not looked at, nor one of the way there", async () => {
    expect(
      await execute(
        `select conname from pg_constraint where not convalidated or conname like '%first_check'`,
      ),
    ).toEqual([]);
  });

  test("is as immutable as before", async () => {
    for (const change of [
      "update run_results set score = 1",
      `update run_results_first set score = 1 where run_id = '${id}'`,
      `delete from run_results where run_id = '${id}'`,
      `insert into run_results (run_id, position, item_key, repeat, text_replaced) values ('${id}', 9, 'q9', 1, false)`,
    ]) {
      await expect(execute(change), change).rejects.toMatchObject({ code: "55000" });
    }
    await execute(`delete from run_results where run_id = '${otherId}'`);
    await insertRows(board.orm, "run_results", { ...result, run_id: otherId, input: "question" });
  });

  test("may hold ids of any kind, before and after", async () => {
    await insertRows(board.orm, "runs", foreignRun);
    await insertRows(board.orm, "run_results", { ...result, run_id: foreignId });
    const inPlaces = [
      { run: id, place: "run_results_first" },
      { run: otherId, place: "run_results_first" },
      { run: foreignId, place: "run_results_default" },
    ];
    expect(await places()).toEqual(inPlaces);
    await board.orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect((await places()).map(({ place }) => place)).toEqual(inPlaces.map(() => "run_results"));
    await migrate(board.orm);
    expect(await places()).toEqual(inPlaces);
    await execute(`delete from runs where id = '${foreignId}'`);
    expect(await execute(held)).toEqual(heldBefore);
  });

  test("goes back to the schema before, and comes again", async () => {
    await board.goBackAndCome();
    expect(await execute(held)).toEqual(heldBefore);
    expect(await execute(grants)).toEqual(grantsBefore);
  });
});
