import { StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runsSource } from "./aggregations/source.ts";
import { boardCase } from "./testing/arbitrary-board.ts";
import { completedRun } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { expectClose } from "./testing/expect-close.ts";
import { insertCatalogue, insertRun, replaceBoard } from "./testing/insert-board.ts";
import { onlyFacts } from "./testing/only-facts.ts";
import { referenceReport } from "./testing/reference.ts";

const week = { period: "7d", now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" } as const;
const today = new Date("2026-03-10T09:00:00Z");

/** Hundreds on a machine with time. */
const numRuns = Number(process.env["BOARDS"] ?? 25);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe.each(engines)("on %s", (engine) => {
  let orm: Orm;
  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
  });
  beforeEach(() => replaceBoard(orm, []));
  afterAll(() => orm.close());

  test(
    "gives what plain loops over the same runs give, from the runs and from facts",
    async () => {
      await fc.assert(
        fc.asyncProperty(boardCase, async (drawn) => {
          const { request, narrowedTo, board, names } = drawn;
          await replaceBoard(orm, board, names);
          await rebuildFacts({ orm, ...request });
          const expected = referenceReport(drawn);
          for (const source of [runsSource, onlyFacts]) {
            const report = await computeReport(orm, { ...request, narrowedTo }, source);
            expectClose(StatsReport.parse(report), expected);
          }
        }),
        { numRuns },
      );
    },
    60_000 + numRuns * 5_000,
  );

  test("is a whole report of zeros and nulls on a board without runs", async () => {
    const report = StatsReport.parse(await computeReport(orm, week));
    expect(report.firstCompletedAt).toBeNull();
    expect(report.summary).toMatchObject({ runs: 0, averageScore: null, passRate: null, costUsd: null });
    expect(report.summary.previous).toMatchObject({ runs: 0, items: 0, meanLatencyMs: null });
    expect(report.runsOverTime.map(({ runs }) => runs)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(report.latencyOverTime.map(({ p95Ms }) => p95Ms)).toEqual(Array(7).fill(null));
    expect([report.topModels, report.topDatasets, report.hardestDatasets]).toEqual([[], [], []]);
    expect([report.promptChanges, report.testedPromptChanges, report.metrics]).toEqual([[], 0, []]);
  });

  test("counts neither running nor failed runs", async () => {
    await replaceBoard(orm, [
      completedRun({ at: today }),
      { ...completedRun({ at: today }), status: "running" },
      { ...completedRun({ at: today }), status: "failed" },
    ]);
    const report = await computeReport(orm, week);
    expect([report.summary.runs, report.topModels[0]?.runs, report.topDatasets[0]?.runs]).toEqual([1, 1, 1]);
  });

  test("ranks one lucky run after models with an interval, however low that is", async () => {
    await replaceBoard(orm, [
      completedRun({ at: today, model: 0, averageScore: 1 }),
      ...[0.1, 0.2, 0.3].map((averageScore) => completedRun({ at: today, model: 1, averageScore })),
    ]);
    const { topModels } = await computeReport(orm, week);
    expect(topModels.map(({ name, scoreInterval }) => [name, scoreInterval?.low ?? null])).toEqual([
      ["GPT", 0],
      ["gpt", null],
    ]);
  });

  test("gives a tie of scores to the model with more runs, whatever their floats add up to", async () => {
    // 0.8 + 0.8 + 0.8 is not 3 · 0.8, five of them are 5 · 0.8. As many items: the intervals are alike too.
    const alike = { at: today, averageScore: 0.8 };
    await replaceBoard(orm, [
      ...Array.from({ length: 5 }, () => completedRun({ ...alike, model: 0, partialItems: 3 })),
      ...Array.from({ length: 3 }, () => completedRun({ ...alike, model: 1, partialItems: 5 })),
    ]);
    const { topModels } = await computeReport(orm, week);
    expect(topModels.map(({ name, averageScore }) => [name, averageScore])).toEqual([
      ["gpt", 0.8],
      ["GPT", 0.8],
    ]);
  });

  test("ranks the dataset whose interval ends lowest hardest, then those that one run alone speaks of", async () => {
    const items = { at: today, partialItems: 100 };
    await replaceBoard(orm, [
      ...[0.4, 0.5, 0.6].map((averageScore) => completedRun({ ...items, dataset: 1, averageScore })),
      ...[0.5, 0.51, 0.52].map((averageScore) => completedRun({ ...items, dataset: 0, averageScore })),
      completedRun({ ...items, dataset: 2, averageScore: 0 }),
      completedRun({ ...items, dataset: 3, averageScore: 0.1 }),
      completedRun({ ...items, dataset: 4, averageScore: null, partialItems: 0, erroredItems: 1 }),
    ]);
    const { hardestDatasets, topDatasets } = await computeReport(orm, week);
    expect(hardestDatasets.map(({ name }) => name)).toEqual(["qa", "QA", "qa-2", "qa 2", "über"]);
    expect(topDatasets.map(({ name }) => name)).toEqual(["QA", "qa", "qa 2", "qa-2", "über"]);
  });

  test("puts each score in the bin whose lower end it reaches", async () => {
    const scores = [0, 0.1, 0.09999999999999999, 0.3, 0.30000000000000004, 0.7, 0.9999999999999999, 1];
    await replaceBoard(
      orm,
      scores.map((averageScore) => completedRun({ at: today, averageScore })),
    );
    const { scoreDistribution } = await computeReport(orm, week);
    expect(scoreDistribution.histogram.map(({ runs }) => runs)).toEqual([2, 1, 0, 2, 0, 0, 0, 1, 0, 2]);
    expect(scoreDistribution.histogram[3]).toEqual({ from: 0.3, to: 0.4, runs: 2 });
  });

  test("keeps the spread of what lies close together and far from 0", async () => {
    const edits = (mean: number) => completedRun({ at: today, metrics: [{ name: "edits", n: 1, mean }] });
    await replaceBoard(orm, [edits(1_000_000_001), edits(1_000_000_002)]);
    await rebuildFacts({ orm, ...week });
    // The mean ± 12.706 · √(0.5 / 2): Student's t with one degree of freedom.
    const interval = { low: 1_000_000_001.5 - 6.353, high: 1_000_000_001.5 + 6.353 };
    for (const source of [runsSource, onlyFacts]) {
      const [metric] = (await computeReport(orm, week, source)).metrics;
      expect(metric?.mean).toBe(1_000_000_001.5);
      expect(metric?.interval?.low).toBeCloseTo(interval.low, 2);
      expect(metric?.interval?.high).toBeCloseTo(interval.high, 2);
    }
  });

  test("adds up in every reply while runs complete", async () => {
    const reports: StatsReport[] = [];
    const counts = () => new Set(reports.map(({ summary }) => summary.runs));
    const state = { over: false };
    const completing = (async () => {
      // However slow the machine: until somebody has read in between.
      for (let index = 0; index < 60 || counts().size < 2; index++) {
        await insertRun(orm, completedRun({ at: today }), index);
      }
    })().finally(() => (state.over = true));
    while (!state.over) reports.push(await computeReport(orm, week));
    await completing;
    reports.push(await computeReport(orm, week));
    for (const { summary, runsOverTime, scoreDistribution, topModels, topDatasets } of reports) {
      expect({
        overTime: sum(runsOverTime.map(({ runs }) => runs)),
        outcomes: sum(Object.values(scoreDistribution.runs)),
        histogram: sum(scoreDistribution.histogram.map(({ runs }) => runs)),
        models: sum(topModels.map(({ runs }) => runs)),
        datasets: sum(topDatasets.map(({ runs }) => runs)),
      }).toEqual({
        overTime: summary.runs,
        outcomes: summary.runs,
        histogram: summary.runs,
        models: summary.runs,
        datasets: summary.runs,
      });
    }
    expect(counts().size).toBeGreaterThan(1);
  });
});
