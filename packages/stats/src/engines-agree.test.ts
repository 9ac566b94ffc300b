import type { Orm } from "@evalboard/db";
import { createTestOrm } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { computeReport } from "./testing/compute-report.ts";
import { type BoardCase, boardCase } from "./testing/arbitrary-board.ts";
import { computeSubjectReports } from "./testing/compute-subject-reports.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";

/** Hundreds on a machine with time. */
const numRuns = Number(process.env["BOARDS"] ?? 6);

test(
  "the same runs give the same bytes on both engines",
  async () => {
    const orms = await Promise.all([createTestOrm("pglite"), createTestOrm("postgresql")]);
    const repliesOf = async (orm: Orm, { request, narrowedTo, board, names }: BoardCase) => {
      await replaceBoard(orm, board, names);
      const subjects = computeSubjectReports(orm, request);
      const [run] = board;
      return JSON.stringify([
        await computeReport(orm, { ...request, narrowedTo }),
        await subjects.model(run?.model ?? 0),
        await subjects.dataset(run?.dataset ?? 0),
        await subjects.prompt(0),
        await subjects.matrix(),
      ]);
    };
    await Promise.all(orms.map(insertCatalogue));
    await fc.assert(
      fc.asyncProperty(boardCase, async (drawn) => {
        const [pglite, postgresql] = await Promise.all(orms.map((orm) => repliesOf(orm, drawn)));
        expect(pglite).toBe(postgresql);
      }),
      { numRuns },
    );
    await Promise.all(orms.map((orm) => orm.close()));
  },
  60_000 + numRuns * 10_000,
);
