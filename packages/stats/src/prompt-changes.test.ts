import { type PromptChange, StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BoardRun, completedRun, promptNames, promptVersions } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";

const week = { period: "7d", now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" } as const;
const today = new Date("2026-03-10T09:00:00Z");

/** So many runs of 50 items whose scores lie around a mean, none alike, the same way each time. */
function runsAround(mean: number, count: number, told: Partial<BoardRun>): BoardRun[] {
  return Array.from({ length: count }, (_, index) => {
    const averageScore = mean + 0.1 * (index / (count - 1) - 0.5);
    return completedRun({ at: today, partialItems: 50, averageScore, ...told });
  });
}

/** Where a version of the first prompt stands in the catalogue. */
const version = (number: number, prompt = 0) =>
  promptVersions.findIndex((each) => each.prompt === prompt && each.number === number);

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  afterAll(() => orm.close());

  const changesOn = async (board: readonly BoardRun[]) => {
    await replaceBoard(orm, board);
    const { promptChanges, testedPromptChanges } = StatsReport.parse(await computeReport(orm, week));
    return { promptChanges, testedPromptChanges };
  };

  test("a change of the mix alone gives no verdict, however far the plain means lie apart", async () => {
    const { promptChanges } = await changesOn([
      ...runsAround(0.2, 30, { promptVersion: version(1), dataset: 0 }),
      ...runsAround(0.9, 10, { promptVersion: version(1), dataset: 1 }),
      ...runsAround(0.2, 10, { promptVersion: version(2), dataset: 0 }),
      ...runsAround(0.9, 30, { promptVersion: version(2), dataset: 1 }),
    ]);
    expect(promptChanges).toMatchObject([
      { strata: 2, difference: 0, verdict: "no clear change", newer: { averageScore: 0.55 } },
    ]);
  });

  test("a mix that hides an improvement does not hide it here", async () => {
    const { promptChanges } = await changesOn([
      ...runsAround(0.2, 10, { promptVersion: version(1), dataset: 0 }),
      ...runsAround(0.8, 30, { promptVersion: version(1), dataset: 1 }),
      ...runsAround(0.3, 30, { promptVersion: version(2), dataset: 0 }),
      ...runsAround(0.9, 10, { promptVersion: version(2), dataset: 1 }),
    ]);
    expect(promptChanges).toMatchObject([{ difference: 0.1, verdict: "improved" }]);
  });

  test("gives a chance that is very small as it is, and not as none", async () => {
    const { promptChanges } = await changesOn([
      ...runsAround(0.1, 20, { promptVersion: version(1) }),
      ...runsAround(0.9, 20, { promptVersion: version(2) }),
    ]);
    const [{ pValue, adjustedPValue }] = promptChanges as [PromptChange];
    expect(pValue).toBeGreaterThan(1e-60);
    expect(pValue).toBeLessThan(1e-12);
    expect(adjustedPValue).toBe(pValue);
  });

  test("goes by the newest version that was run and the one before it that was, completed and in the window", async () => {
    const { promptChanges } = await changesOn([
      ...runsAround(0.8, 12, { promptVersion: version(3) }),
      ...runsAround(0.1, 12, { promptVersion: version(2), at: new Date("2026-03-01T09:00:00Z") }),
      ...runsAround(0.1, 3, { promptVersion: version(2), status: "running" }),
      ...runsAround(0.1, 3, { promptVersion: version(2), status: "failed" }),
      ...runsAround(0.9, 12, { promptVersion: version(1) }),
    ]);
    expect(promptChanges).toMatchObject([
      { newer: { number: 3, runs: 12 }, older: { number: 1, runs: 12 }, difference: -0.1, verdict: "worse" },
    ]);
  });

  test("shares no figure between versions that no model ran on the same dataset", async () => {
    const { promptChanges, testedPromptChanges } = await changesOn([
      ...runsAround(0.8, 12, { promptVersion: version(2), model: 0 }),
      ...runsAround(0.2, 12, { promptVersion: version(1), model: 1 }),
    ]);
    const side = { runs: 12, comparedRuns: 0, averageScore: null };
    expect(promptChanges).toMatchObject([
      { newer: side, older: side, strata: 0, difference: null, pValue: null, verdict: "too few runs" },
    ]);
    expect(testedPromptChanges).toBe(0);
  });

  test("counts runs without a score on neither side", async () => {
    const errored = { averageScore: null, partialItems: 0, erroredItems: 5 };
    const { promptChanges } = await changesOn([
      completedRun({ at: today, promptVersion: version(2), ...errored }),
      ...runsAround(0.2, 12, { promptVersion: version(1) }),
    ]);
    expect(promptChanges).toMatchObject([
      { newer: { number: 2, runs: 0 }, older: { runs: 12, comparedRuns: 0 }, verdict: "too few runs" },
    ]);
  });

  test("tells apart what agreed from what was hardly run", async () => {
    const alike = (number: number, count: number, prompt: number) =>
      Array.from({ length: count }, () =>
        completedRun({
          at: today,
          averageScore: 1,
          partialItems: 0,
          perfectItems: 40,
          promptVersion: version(number, prompt),
        }),
      );
    const { promptChanges } = await changesOn([
      ...alike(2, 1, 0),
      ...alike(1, 1, 0),
      ...alike(2, 30, 1),
      ...alike(1, 30, 1),
    ]);
    const verdicts = new Map(
      promptChanges.map(({ name, difference, verdict }) => [name, [difference, verdict]]),
    );
    expect(verdicts.get("answer")).toEqual([0, "too few runs"]);
    expect(verdicts.get("Answer")).toEqual([0, "no clear change"]);
  });

  test("lists ten, the newest version first, and corrects for all that were tested", async () => {
    const { promptChanges, testedPromptChanges } = await changesOn(
      promptNames.flatMap((_, prompt) => [
        ...runsAround(0.55, 5, { promptVersion: version(2, prompt) }),
        ...runsAround(0.45, 5, { promptVersion: version(1, prompt) }),
      ]),
    );
    const pValue = promptChanges[0]!.pValue!;
    expect(testedPromptChanges).toBe(12);
    expect(promptChanges).toHaveLength(10);
    expect(promptChanges[0]!.adjustedPValue).toBeCloseTo(12 * pValue, 8);
    const byName = Object.fromEntries(
      promptNames.map((name, prompt) => [name, promptVersions[version(2, prompt)]!.firstRunAt.getTime()]),
    );
    const created = promptChanges.map(({ name }) => byName[name]!);
    expect(created).toEqual(created.toSorted((a, b) => b - a));
    const names = promptChanges.filter((_, index) => created[index] === created[0]).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual(names.toSorted());
  });
});
