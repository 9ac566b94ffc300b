import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completedRun, modelNames, promptNames, promptVersions } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { computeSubjectReports } from "./testing/compute-subject-reports.ts";
import { insertCatalogue, insertRun, replaceBoard } from "./testing/insert-board.ts";
import { createWatchReader } from "./stats.ts";

const now = new Date("2026-03-10T20:00:00Z");
const week = { period: "7d", timeZone: "UTC", now } as const;

/** Five runs of every version, of one model after the other, the newer the better. */
const board = promptVersions.flatMap(({ number }, promptVersion) =>
  Array.from({ length: 5 }, (_, index) =>
    completedRun({
      at: now,
      promptVersion,
      model: promptVersion % modelNames.length,
      averageScore: 0.2 * number + 0.01 * index,
    }),
  ).concat(completedRun({ at: now, promptVersion, averageScore: 0.2 * number })),
);

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
    await replaceBoard(orm, board);
  });
  afterAll(() => orm.close());

  test("gives every prompt's change, judged as on the board, where the board shows ten", async () => {
    const changes = await createWatchReader({ orm, timeZone: "UTC" }).promptChanges("7d", now);
    const { promptChanges } = await computeReport(orm, week);
    expect(promptChanges).toHaveLength(10);
    expect(changes).toHaveLength(promptNames.length);
    expect(changes.slice(0, 10)).toEqual(promptChanges);
  });

  test("gives every model above an error rate with its figures", async () => {
    const reader = createWatchReader({ orm, timeZone: "UTC" });
    expect(await reader.modelsAbove(0, "7d", now)).toEqual([]);
    const models = await reader.modelsAbove(-1, "7d", now);
    const matrix = await computeSubjectReports(orm, week).matrix();
    const byId = (a: { modelId: string }, b: { modelId: string }) => (a.modelId < b.modelId ? -1 : 1);
    expect(models).toHaveLength(modelNames.length);
    // Without their ranks: an alarm goes by no order.
    expect(matrix.models.toSorted(byId)).toMatchObject(models.toSorted(byId));
  });

  // The last test here: it closes the database of all.
  test("keeps no answer: a completion shows at once, and nothing is said without the database", async () => {
    const reader = createWatchReader({ orm, timeZone: "UTC" });
    const runs = async () =>
      (await reader.modelsAbove(-1, "24h", now)).reduce((sum, model) => sum + model.runs, 0);
    expect(await runs()).toBe(board.length);
    await insertRun(orm, completedRun({ at: now }), board.length);
    expect(await runs()).toBe(board.length + 1);
    await orm.close();
    await expect(runs()).rejects.toBeInstanceOf(Error);
    await expect(reader.promptChanges("7d", now)).rejects.toBeInstanceOf(Error);
  });
});
