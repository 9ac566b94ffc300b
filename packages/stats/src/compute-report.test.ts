import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { computeReport } from "./compute-report.ts";
import { StatsReport } from "./contract.ts";
import { boardCase } from "./testing/arbitrary-board.ts";
import { expectClose } from "./testing/expect-close.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";
import { referenceReport } from "./testing/reference.ts";

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  afterAll(() => orm.close());

  test("gives what plain loops over the same runs give, on hundreds of random boards", async () => {
    await fc.assert(
      fc.asyncProperty(boardCase, async ({ request, board }) => {
        await replaceBoard(orm, board);
        const report = StatsReport.parse(await computeReport(orm, request));
        expectClose(report, referenceReport(board, request));
      }),
      { numRuns: 300 },
    );
  });
});
