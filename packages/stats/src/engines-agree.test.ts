import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { computeReport } from "./testing/compute-report.ts";
import { type BoardCase, boardCase } from "./testing/arbitrary-board.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";

test("the same runs give the same bytes on both engines", async () => {
  const orms = await Promise.all([createTestOrm("pglite"), createTestOrm("postgresql")]);
  const replyOf = async (orm: Orm, { request, board }: BoardCase) => {
    await replaceBoard(orm, board);
    return JSON.stringify(await computeReport(orm, request));
  };
  await Promise.all(orms.map(insertCatalogue));
  await fc.assert(
    fc.asyncProperty(boardCase, async (drawn) => {
      const [pglite, postgresql] = await Promise.all(orms.map((orm) => replyOf(orm, drawn)));
      expect(pglite).toBe(postgresql);
    }),
    { numRuns: 40 },
  );
  await Promise.all(orms.map((orm) => orm.close()));
});
