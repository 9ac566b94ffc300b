import { type PromptChange, StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answering, type BoardRun, completedRun, promptNames, promptVersions } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { expectClose } from "./testing/expect-close.ts";
import { insertCatalogue, replaceBoard } from "./testing/insert-board.ts";
import { onlyFacts } from "./testing/only-facts.ts";
import { referenceReport } from "./testing/reference.ts";

const week = { period: "7d", now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" } as const;
const today = new Date("2026-03-10T09:00:00Z");
const lastMonth = new Date("2026-02-10T09:00:00Z");

/** So many runs that pass this share of sixty items, the first ones. */
function passing(share: number, count: number, told: Partial<BoardRun>): BoardRun[] {
  const scores = Array.from({ length: 60 }, (_, item) => (item < share * 60 ? 1 : 0));
  return Array.from({ length: count }, () => completedRun({ at: today, ...answering(scores), ...told }));
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

  test("a change of the mix alone is none, however far the plain means lie apart", async () => {
    const { promptChanges } = await changesOn([
      ...passing(0.2, 9, { promptVersion: version(1), dataset: 0 }),
      ...passing(0.9, 3, { promptVersion: version(1), dataset: 1 }),
      ...passing(0.2, 3, { promptVersion: version(2), dataset: 0 }),
      ...passing(0.9, 9, { promptVersion: version(2), dataset: 1 }),
    ]);
    expect(promptChanges).toMatchObject([
      {
        strata: 2,
        sharedItems: 120,
        difference: 0,
        verdict: "no clear change",
        newer: { averageScore: 0.55 },
      },
    ]);
  });

  test("a mix that hides an improvement does not hide it here", async () => {
    const { promptChanges } = await changesOn([
      ...passing(0.2, 2, { promptVersion: version(1), dataset: 0 }),
      ...passing(0.6, 6, { promptVersion: version(1), dataset: 1 }),
      ...passing(0.5, 6, { promptVersion: version(2), dataset: 0 }),
      ...passing(0.9, 2, { promptVersion: version(2), dataset: 1 }),
    ]);
    expect(promptChanges).toMatchObject([{ difference: 0.3, verdict: "improved", remarks: [] }]);
  });

  test("a run of the first items alone is compared by those", async () => {
    const easy = answering([1, 1, 1, 1, 1]);
    const { promptChanges } = await changesOn([
      ...passing(0.5, 5, { promptVersion: version(1) }),
      completedRun({ at: today, promptVersion: version(2), ...easy }),
    ]);
    expect(promptChanges).toMatchObject([
      {
        difference: 0,
        sharedItems: 5,
        baselineOnlyItems: 55,
        remarks: ["few shared items"],
        newer: { runs: 1 },
      },
    ]);
  });

  test("goes by the newest version of the window and the nearest before it with a score, over all runs of both", async () => {
    const errored = { averageScore: null, partialItems: 0, erroredItems: 5 };
    const { promptChanges } = await changesOn([
      ...passing(0.3, 2, { promptVersion: version(3) }),
      ...passing(0.3, 3, { promptVersion: version(3), at: lastMonth }),
      ...passing(0.9, 3, { promptVersion: version(2), status: "running" }),
      ...passing(0.9, 3, { promptVersion: version(2), status: "failed" }),
      completedRun({ at: today, promptVersion: version(2), ...errored }),
      ...passing(0.9, 4, { promptVersion: version(1), at: new Date("2026-02-11T09:00:00Z") }),
    ]);
    expect(promptChanges).toMatchObject([
      { newer: { number: 3, runs: 5 }, older: { number: 1, runs: 4 }, difference: -0.6, verdict: "worse" },
    ]);
    expect(promptChanges[0]?.remarks).toEqual(["never on the same day"]);
  });

  test("lists no prompt whose versions are all from before the window", async () => {
    const { promptChanges } = await changesOn([
      ...passing(0.3, 2, { promptVersion: version(2), at: lastMonth }),
      ...passing(0.9, 2, { promptVersion: version(1), at: lastMonth }),
    ]);
    expect(promptChanges).toEqual([]);
  });

  test("has no verdict on versions that no model ran on the same dataset, and puts them last", async () => {
    const [late, early] = [1, 0];
    const { promptChanges, testedPromptChanges } = await changesOn([
      ...passing(0.8, 2, { promptVersion: version(2, late), model: 0 }),
      ...passing(0.2, 2, { promptVersion: version(1, late), model: 1 }),
      ...passing(0.8, 2, { promptVersion: version(2, early) }),
      ...passing(0.2, 2, { promptVersion: version(1, early) }),
    ]);
    const side = { runs: 2, comparedRuns: 0, averageScore: null };
    expect(promptChanges).toMatchObject([
      { name: promptNames[early], verdict: "improved" },
      { name: promptNames[late], newer: side, older: side, strata: 0, difference: null, verdict: null },
    ]);
    expect(promptChanges[0]?.adjustedPValue).toBe(promptChanges[0]?.pValue);
    expect(testedPromptChanges).toBe(1);
  });

  test("counts runs without a score on neither side", async () => {
    const errored = { averageScore: null, partialItems: 0, erroredItems: 5 };
    const { promptChanges } = await changesOn([
      completedRun({ at: today, promptVersion: version(2), ...errored }),
      ...passing(0.2, 12, { promptVersion: version(1) }),
    ]);
    expect(promptChanges).toMatchObject([
      { newer: { number: 2, runs: 0 }, older: { runs: 12, comparedRuns: 0 }, verdict: null },
    ]);
  });

  test("is as sure as the runs of all changes with one model on one dataset vary, each taken once", async () => {
    const steady = (number: number) => passing(0.5, 2, { promptVersion: version(number) });
    const varied = (number: number) =>
      [0.2, 0.9, 0.3].flatMap((share) => passing(share, 1, { promptVersion: version(number, 1) }));
    const board = [...steady(1), ...steady(2), ...varied(1), ...varied(2)];
    await replaceBoard(orm, board);
    await rebuildFacts({ orm, ...week });
    const { promptChanges } = await computeReport(orm, week, onlyFacts);
    const expected = referenceReport({ board, request: week, areFactsKnown: true }).promptChanges;
    expectClose(promptChanges, expected);
    expect(promptChanges.map(({ interval }) => interval !== null)).toEqual([true, true]);
  });

  test("tells apart what agreed from what was hardly asked", async () => {
    const alike = (number: number, prompt: number, items: number) =>
      completedRun({ at: today, ...answering(Array(items).fill(1)), promptVersion: version(number, prompt) });
    const { promptChanges } = await changesOn([
      alike(2, 0, 4),
      alike(1, 0, 4),
      alike(2, 1, 200),
      alike(1, 1, 200),
    ]);
    const verdicts = promptChanges.map(({ name, difference, verdict, remarks }) => [
      name,
      difference,
      verdict,
      remarks,
    ]);
    expect(verdicts).toContainEqual(["answer", 0, "too little to say", ["single runs"]]);
    expect(verdicts).toContainEqual(["Answer", 0, "no clear change", ["single runs"]]);
  });

  test("lists ten, the newest version first, and corrects for all that were tested", async () => {
    const { promptChanges, testedPromptChanges } = await changesOn(
      promptNames.flatMap((_, prompt) => [
        ...passing(0.55, 2, { promptVersion: version(2, prompt) }),
        ...passing(0.3, 2, { promptVersion: version(1, prompt) }),
      ]),
    );
    const [{ pValue, adjustedPValue }] = promptChanges as [PromptChange];
    expect(testedPromptChanges).toBe(12);
    expect(promptChanges).toHaveLength(10);
    expect(adjustedPValue).toBeCloseTo(Math.min(1, 12 * pValue!), 8);
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
