import { undivided } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import { expect, test } from "vitest";
import { startQuarters } from "./quarters.ts";

test("the quarters of now and of what comes next are there soon after the start", async () => {
  const orm = await createTestOrm("pglite");
  const errors: unknown[] = [];
  const quarters = startQuarters({
    orm,
    duties: undivided,
    onError: (error) => errors.push(error),
    now: () => new Date("2040-12-31T23:59:59Z"),
  });
  const made = () =>
    orm.em.getConnection().execute("select 1 where to_regclass('run_results_2041q1') is not null");
  await expect.poll(made, { timeout: 30_000 }).toHaveLength(1);
  await quarters.close();
  expect(errors).toEqual([]);
  await orm.close();
});
