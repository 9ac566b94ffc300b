import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import type { Orm } from "./orm.ts";
import { engines } from "./testing/create-test-orm.ts";
import { openEmpty, schema } from "./testing/empty-database.ts";
import {
  failedRun,
  id,
  insertCompletedRun,
  insertReferences,
  insertRows,
  otherId,
} from "./testing/sample-rows.ts";

const before = "Migration20261128204400_what_a_result_is";

describe.each(engines)("a board from before runs could be replaced, on %s,", (engine) => {
  let orm: Orm;
  let close: () => Promise<void>;
  let schemaBefore: unknown;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  const runsNow = () =>
    execute("select id, external_id, status, average_score, total_items, label from runs order by id");
  let runsBefore: unknown;

  beforeAll(async () => {
    ({ orm, close } = await openEmpty(engine));
    await orm.withMigrator((migrator) => migrator.up({ to: before }));
    schemaBefore = await execute(schema);
    await insertReferences(orm);
    const { status: _running, ...rest } = { ...failedRun, id: otherId, external_id: "b" };
    await insertRows(orm, "runs", { ...rest, status: "failed" });
    await insertCompletedRun(orm);
    runsBefore = await runsNow();
    await migrate(orm);
  });
  afterAll(() => close());

  test("has whole runs that nobody replaced, and whose results nobody has put into one hash", async () => {
    expect(await execute("select limited, revisions, content_hash from runs")).toEqual(
      [id, otherId].map(() => ({ limited: false, revisions: 0, content_hash: null })),
    );
    expect(await runsNow()).toEqual(runsBefore);
  });

  test("is as immutable as before, but for the hash", async () => {
    for (const change of ["limited = true", "revisions = 1", "score_metric = 'other'", "average_score = 1"]) {
      await expect(execute(`update runs set ${change}`), change).rejects.toMatchObject({ code: "55000" });
    }
    await execute("update runs set content_hash = 'ab'");
  });

  test("loses a run's revisions with the run", async () => {
    await execute(`insert into run_revisions values ('${otherId}', '${otherId}', 1, now(), '{}')`);
    await execute(`insert into run_revision_results values ('${otherId}', 1, '{}')`);
    await execute(`delete from runs where id = '${otherId}'`);
    expect(await execute("select from run_revisions")).toEqual([]);
    expect(await execute("select from run_revision_results")).toEqual([]);
  });

  test("goes back to the schema before, and comes again", async () => {
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    await migrate(orm);
    expect(await execute("select id from runs")).toEqual([{ id }]);
  });
});
