import { sql } from "@mikro-orm/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunResult } from "./entities/run-result.ts";
import type { Orm } from "./orm.ts";
import { createTestOrm, engines } from "./testing/create-test-orm.ts";
import { insertRows, resetToReferences, result, runningRun } from "./testing/sample-rows.ts";

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await resetToReferences(orm);
    await insertRows(orm, "runs", runningRun);
    await insertRows(orm, "run_results", result);
  });
  afterAll(() => orm.close());

  test.each(["what?", "??", "it's ?a ?? \\? \\\\ $1 'x'", "?: or 1 = 1 --"])(
    "%j stays what it is wherever a query has it",
    async (text) => {
      const em = orm.em.fork();
      const inner = em
        .createQueryBuilder(RunResult, "result")
        .select([sql`result.run_id`, sql`${text}::text`.as("selected")])
        .where({ [sql`${text}::text`]: text })
        .andWhere(sql`${text}::text = ${text}`)
        .limit(3);
      const rows = await em
        .createQueryBuilder(RunResult)
        .with("inner_rows", inner)
        .from(inner, "found")
        .join(sql.ref("inner_rows"), "joined", { "joined.run_id": sql.ref("found.run_id") })
        .select([
          sql`found.selected`.as("found"),
          sql`joined.selected`.as("joined"),
          sql`${text}::text`.as("own"),
        ])
        .where(sql`found.selected = ${text}`)
        .limit(2)
        .execute<unknown>("all", false);
      expect(rows).toEqual([{ found: text, joined: text, own: text }]);
    },
  );
});
