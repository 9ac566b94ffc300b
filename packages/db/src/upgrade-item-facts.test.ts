import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVERY } from "./entities/facts.ts";
import { migrate } from "./migrate.ts";
import type { Orm } from "./orm.ts";
import { engines } from "./testing/create-test-orm.ts";
import { openEmpty, schema } from "./testing/empty-database.ts";
import { insertCompletedRun, insertReferences, insertRows, runsAsRecorded } from "./testing/sample-rows.ts";

const before = "Migration20261129084952_transcript";

describe.each(engines)("a board from before facts of items were kept, on %s,", (engine) => {
  let orm: Orm;
  let close: () => Promise<void>;
  const execute = (sql: string): Promise<Record<string, unknown>[]> => orm.em.getConnection().execute(sql);
  const recorded = async () => [await execute(runsAsRecorded), await execute("select * from run_results")];
  const facts = async () => {
    const tables = ["fact_generations", "facts", "metric_facts", "fact_histograms"];
    const counts = tables.map((table) => execute(`select count(*)::int as rows from ${table}`));
    return (await Promise.all(counts)).map(([row]) => row!["rows"]);
  };
  let schemaBefore: unknown;
  let recordedBefore: unknown;

  beforeAll(async () => {
    ({ orm, close } = await openEmpty(engine));
    await orm.withMigrator((migrator) => migrator.up({ to: before }));
    schemaBefore = await execute(schema);
    await insertReferences(orm);
    await insertCompletedRun(orm);
    await insertFacts(3);
    expect(await facts()).toEqual([1, 1, 1, 1]);
    recordedBefore = await recorded();
    await migrate(orm);
  });
  afterAll(() => close());

  /** A generation of this layout, and a row of each kind of its facts; what a column of them holds matters to nobody. */
  async function insertFacts(layout: number): Promise<void> {
    await execute(`insert into fact_generations (id, stage, time_zone, layout, hours_from, complete)
      values (1, 'current', 'UTC', ${layout}, now(), true)`);
    const row = { generation: 1, scope: "board", unit: "all", bucket: "epoch" };
    const of = { model_id: EVERY, dataset_id: EVERY, prompt_version_id: EVERY };
    for (const table of ["facts", "metric_facts"]) {
      const sums = await execute(`select column_name as name from information_schema.columns
        where table_name = '${table}' and data_type in ('integer', 'bigint', 'numeric') and column_name <> 'generation'`);
      const ones = Object.fromEntries(sums.map(({ name }) => [String(name), 1]));
      await insertRows(orm, table, {
        ...row,
        ...of,
        ...ones,
        ...(table === "metric_facts" && { metric: "tone" }),
      });
    }
    await execute("insert into fact_histograms values (1, 'day', '2026-03-03', 'score', '{0,1}')");
  }

  test("keeps its runs and results, and none of its facts: they are built again", async () => {
    expect(await recorded()).toEqual(recordedBefore);
    expect(await facts()).toEqual([0, 0, 0, 0]);
    expect(await execute("select from item_facts")).toEqual([]);
  });

  test("goes back to the schema before without the facts of now, and comes again", async () => {
    await insertFacts(4);
    await orm.withMigrator((migrator) => migrator.down({ to: before }));
    expect(await execute(schema)).toEqual(schemaBefore);
    expect(await facts()).toEqual([0, 0, 0, 0]);
    expect(await recorded()).toEqual(recordedBefore);
    await migrate(orm);
    expect(await recorded()).toEqual(recordedBefore);
  });
});
