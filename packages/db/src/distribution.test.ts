import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Orm } from "./orm.ts";
import { createTestOrm } from "./testing/create-test-orm.ts";

// What the layout of docs/adr/0027-beyond-one-postgresql.md rests on, asked of the catalogue: `run_results` distributed by `run_id`
// as Citus does it, all other tables on one server. A migration that breaks it fails here, and says what stands in the way.

describe("results can be distributed by their run", () => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm("postgresql");
  });
  afterAll(() => orm.close());
  const found = async (query: string) =>
    (await orm.em.getConnection().execute<{ name: string }[]>(query)).map(({ name }) => name);

  test("each result has a run, which nothing computes", async () => {
    expect(
      await found(`select concat_ws(' ', data_type, is_nullable, column_default, is_generated) as name
        from information_schema.columns where table_schema = 'public' and table_name = 'run_results' and column_name = 'run_id'`),
    ).toEqual(["uuid NO NEVER"]);
  });

  test("every index that makes unique holds the run", async () => {
    expect(
      await found(`select indexrelid::regclass::text as name from pg_index
        where indrelid = 'run_results'::regclass and (indisunique or indisexclusion) and not ${holds("run_id")} order by 1`),
    ).toEqual([]);
  });

  test("nothing is counted across shards: there is no sequence, no identity, and nothing that points at a result", async () => {
    expect(
      await found(`select attname as name from pg_attribute
        where attrelid = 'run_results'::regclass and (attidentity <> '' or pg_get_serial_sequence('run_results', attname) is not null)
        union all select conname from pg_constraint where confrelid = 'run_results'::regclass`),
    ).toEqual([]);
  });

  test("what would have to go: one foreign key, which Citus allows to a table of all nodes alone", async () => {
    expect(
      await found(
        "select pg_get_constraintdef(oid) as name from pg_constraint where conrelid = 'run_results'::regclass and contype = 'f'",
      ),
    ).toEqual(["FOREIGN KEY (run_id) REFERENCES runs(id) ON DELETE CASCADE"]);
  });

  test("what would have to go: three triggers, of which two see all rows of a statement", async () => {
    expect(
      await found(`select concat_ws(' ', tgname, tgoldtable, tgnewtable) as name from pg_trigger
        where tgrelid = 'run_results'::regclass and not tgisinternal order by tgname`),
    ).toEqual(["immutable_on_delete changed", "immutable_on_insert changed", "immutable_on_update"]);
  });

  test("all that the triggers ask is the state of the row's own run", async () => {
    const asked = await found(`select part[1] as name from pg_proc,
      lateral regexp_matches(prosrc, '(?:(?<!distinct )from|join) +(\\w+ +where +\\w+ = +\\w+\\.\\w+|\\w+)', 'g') as part
      where proname like 'run\\_results\\_immutable\\_%' order by proname, 1`);
    expect([...new Set(asked)].toSorted()).toEqual([
      "changed",
      "runs where id = old.run_id",
      "runs where id = touched.run_id",
    ]);
  });

  test("runs stay where they are: what they are found by does not hold their id", async () => {
    expect(
      await found(`select indexrelid::regclass::text as name from pg_index
        where indrelid = 'runs'::regclass and indisunique and not ${holds("id")} order by 1`),
    ).toEqual(["runs_external_id_unique"]);
  });
});

/** Of a row of `pg_index`. */
function holds(column: string): string {
  return `exists (select from pg_attribute where attrelid = indrelid and attnum = any(indkey) and attname = '${column}')`;
}
