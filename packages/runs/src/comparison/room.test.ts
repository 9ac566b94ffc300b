import { CompareGroups, CompareRuns, ListComparedItems } from "@evalboard/contract";
import type { Em, Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snapshot } from "../snapshot.ts";
import { runOf, storeBoard, storeReferences } from "../testing/board.ts";
import { compareGroups } from "./compare-groups.ts";
import { compareRuns } from "./compare-runs.ts";
import { listComparedItems } from "./item-page.ts";

const [first, second, third] = [0, 1, 2].map((index) => ({ runId: idOf("run", index) }));
const two = { baseline: first, candidate: second };

const comparisons: Readonly<Record<string, (em: Em) => Promise<unknown>>> = {
  "of two groups": (em) => compareRuns(em, CompareRuns.parse(two), "UTC"),
  "of several": (em) => compareGroups(em, CompareGroups.parse({ groups: [first, second, third] }), "UTC"),
  "of items": (em) => listComparedItems(em, ListComparedItems.parse({ ...two, change: "all" })),
};

describe.each(engines)("the memory of a comparison on %s", (engine) => {
  let orm: Orm;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    await storeBoard(orm, [runOf({ a: 1, b: 0 }), runOf({ a: 1, b: 1 }), runOf({ a: 0, b: 0 })]);
  });
  afterAll(() => orm.close());

  const workMem = async (em: Em) => {
    const [row] = await em.execute<{ is: string }[]>("select current_setting('work_mem') as is");
    return row?.is;
  };

  describe.each(Object.entries(comparisons))("%s", (_name, compare) => {
    it.each([
      ["1MB", "16MB"],
      ["16MB", "16MB"],
      ["64MB", "64MB"],
    ])("where the server gives %s is %s, and after it what it was", async (given, expected) => {
      const before = await workMem(orm.em.fork());
      const within = await orm.em.fork().transactional(async (em) => {
        await em.execute("select set_config('work_mem', ?, true)", [given]);
        await compare(em);
        return workMem(em);
      }, snapshot);
      expect(within).toBe(expected);
      expect(await workMem(orm.em.fork())).toBe(before);
    });
  });
});
