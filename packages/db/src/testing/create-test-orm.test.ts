import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Dataset } from "../entities/dataset.ts";
import type { Orm } from "../orm.ts";
import { createTestOrm, engines } from "./create-test-orm.ts";
import { datasetCalled } from "./subjects.ts";

describe.each(engines)("createTestOrm on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
  });
  afterAll(() => orm.close());

  test("is migrated and empty", async () => {
    expect(await orm.migrator.getPending()).toEqual([]);
    expect(await orm.em.fork().count(Dataset)).toBe(0);
  });

  test("shares nothing with the next one", async () => {
    const other = await createTestOrm(engine);
    await orm.em.fork().insert(Dataset, datasetCalled("mine"));
    expect(await other.em.fork().count(Dataset)).toBe(0);
    await other.close();
  });
});
