import { StatsReport } from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runsSource } from "./aggregations/source.ts";
import { boardCase } from "./testing/arbitrary-board.ts";
import { answering, completedRun } from "./testing/board.ts";
import { computeReport } from "./testing/compute-report.ts";
import { expectClose } from "./testing/expect-close.ts";
import { insertCatalogue, insertRun, replaceBoard } from "./testing/insert-board.ts";
import { onlyFacts } from "./testing/only-facts.ts";
import { referenceReport } from "./testing/reference.ts";

const week = { period: "7d", now: new Date("2026-03-10T12:00:00Z"), timeZone: "UTC" } as const;
const today = new Date("2026-03-10T09:00:00Z");

/** Hundreds on a machine with time. */
const numRuns = Number(process.env["BOARDS"] ?? 10);

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
          for (const source of [runsSource, onlyFacts]) {
            const report = await computeReport(orm, { ...request, narrowedTo }, source);
            const areFactsKnown = source === onlyFacts;
            expectClose(StatsReport.parse(report), referenceReport({ ...drawn, areFactsKnown }));
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

  test("ranks a strong model on hard datasets before a weak one on easy ones, whose averages are alike", async () => {
    const [hard, shared, easy] = [0, 1, 2];
    const alike = (model: number, dataset: number, average: number) =>
      completedRun({
        at: today,
        model,
        dataset,
        ...answering([average - 0.1, average, average, average + 0.1]),
      });
    await replaceBoard(orm, [
      alike(0, hard, 0.6),
      alike(0, shared, 0.8),
      alike(1, hard, 0.5),
      alike(1, shared, 0.7),
      alike(1, easy, 0.9),
      alike(2, shared, 0.6),
      alike(2, easy, 0.8),
    ]);
    const { topModels, hardestDatasets, answers } = await computeReport(orm, week);
    expect(
      topModels.map(({ name, averageScore, adjustedScore }) => [name, averageScore, adjustedScore]),
    ).toEqual([
      ["gpt", 0.7, 0.8],
      ["GPT", 0.7, 0.7],
      ["claude", 0.7, 0.6],
    ]);
    expect(hardestDatasets.map(({ name, adjustedScore }) => [name, adjustedScore])).toEqual([
      ["qa", 0.5],
      ["QA", 0.7],
      ["qa-2", 0.9],
    ]);
    expect(answers.models).toMatchObject({
      subject: { name: "gpt" },
      figure: 0.8,
      n: { runs: 2, others: 3 },
    });
  });

  test("ranks those that stand apart after the others, and says what would join them", async () => {
    const run = (model: number, dataset: number, averageScore: number) =>
      completedRun({ at: today, model, dataset, averageScore });
    await replaceBoard(orm, [
      run(0, 0, 0.4),
      run(1, 0, 0.5),
      run(2, 1, 1),
      completedRun({ at: today, model: 3, averageScore: null, partialItems: 0, erroredItems: 1 }),
    ]);
    const { topModels, hardestDatasets } = await computeReport(orm, week);
    expect(topModels.map(({ name, rankRange, apart }) => [name, rankRange !== null, apart])).toEqual([
      ["GPT", true, null],
      ["gpt", true, null],
      ["claude", false, { reason: "shares no dataset", join: { datasetId: idOf("dataset", 0), name: "qa" } }],
      ["claude-2", false, null],
    ]);
    expect(hardestDatasets.map(({ name }) => name)).toEqual(["qa", "QA"]);
  });

  test("one run of 5 000 items at 0.80 and nine of 5 at 1: what is shown does not hide that most answers were worse", async () => {
    const scores = Array.from({ length: 5_000 }, (_, item) => (item % 5 === 4 ? 0 : 1));
    const smoke = Array.from({ length: 9 }, () => completedRun({ at: today, ...answering([1, 1, 1, 1, 1]) }));
    await replaceBoard(orm, [completedRun({ at: today, ...answering(scores) }), ...smoke]);
    const { summary } = await computeReport(orm, week);
    expect(summary).toMatchObject({ averageScore: 0.98, passRate: 0.8017839445 });
    expect(summary.scoreInterval!.low).toBeLessThan(0.8);
    expect(summary.scoreInterval!.high).toBeGreaterThan(0.98);
    // Nearly all of it is one run, which may have had a good day or a bad one.
    expect(summary.passInterval!.high - summary.passInterval!.low).toBeLessThan(0.15);
  });

  test("gives an interval to one run, and hardly a narrower one for asking its items again", async () => {
    const items = [1, 1, 0, 1, 0.5, 1, 0, 1, 1, 0.5];
    const widthOf = async (runs: number) => {
      await replaceBoard(
        orm,
        Array.from({ length: runs }, () => completedRun({ at: today, ...answering(items) })),
      );
      const { low, high } = (await computeReport(orm, week)).summary.scoreInterval!;
      return high - low;
    };
    const [once, often] = [await widthOf(1), await widthOf(40)];
    expect(once).toBeLessThan(0.7);
    // They tell that runs do not vary as wholes, and no more of such items.
    expect(often).toBeLessThan(once);
    expect(often).toBeGreaterThan(0.98 * once);
  });

  test("has one interval of one mean: alone, and where models are compared on one dataset", async () => {
    const run = (model: number, scores: readonly number[]) =>
      completedRun({ at: today, model, ...answering(scores) });
    const first = [run(0, [1, 1, 0, 1, 0.5, 1, 0, 1]), run(0, [1, 0, 0, 1, 0.7, 1])];
    await replaceBoard(orm, first);
    const { summary, topModels, topDatasets, answers } = await computeReport(orm, week);
    const { averageScore, scoreInterval } = summary;
    expect([answers.models.state, answers.datasets.state]).toEqual(["only one", "only one"]);
    for (const { figure, interval } of [answers.models, answers.datasets]) {
      expect([figure, interval]).toEqual([averageScore, scoreInterval]);
    }
    for (const [only] of [topModels, topDatasets]) {
      expect([only?.adjustedScore, only?.scoreInterval]).toEqual([averageScore, scoreInterval]);
      expect(only?.adjustedInterval).toEqual(scoreInterval);
    }

    await replaceBoard(orm, [...first, run(1, [1, 1, 1, 1, 1, 1, 0, 1])]);
    const compared = await computeReport(orm, week);
    expect(compared.topModels.map((model) => model.adjustedInterval)).toEqual(
      compared.topModels.map((model) => model.scoreInterval),
    );
    expect(compared.answers.models.interval).toEqual(compared.topModels[0]?.scoreInterval);
    expect(compared.topModels).toHaveLength(2);
  });

  test("tells how consistent a model is, and which items tell nothing of the models", async () => {
    await replaceBoard(orm, [
      completedRun({ at: today, ...answering([1, 1, 0, 0]) }),
      completedRun({ at: today, ...answering([1, 0, 0, 1]) }),
      // Before the window, and of another version, which is another question.
      completedRun({ at: new Date("2026-01-01T00:00:00Z"), ...answering([1, 1]) }),
      completedRun({ at: today, promptVersion: 1, ...answering([0, 0, 0, 0]) }),
      completedRun({ at: today, model: 1, ...answering([1, 1, 0]) }),
    ]);
    await rebuildFacts({ orm, ...week });
    for (const source of [runsSource, onlyFacts]) {
      const { topModels, topDatasets } = await computeReport(orm, week, source);
      const { consistency } = topModels.find(({ name }) => name === "gpt")!;
      // Of 3, 2, 0 and 1 passes in 3, 3, 2 and 2 askings: 1, 1/3, 0 and 0.
      expect(consistency).toEqual({
        items: 4,
        passedAlways: 0.25,
        flipped: 0.5,
        passAll: [{ k: 2, items: 4, rate: 0.3333333333 }],
      });
      // The third one is failed by all; the fourth was asked of one model alone.
      expect(topDatasets).toMatchObject([{ comparedItems: 3, silentItems: 1, saturated: false }]);
    }
  });

  test("a mix of slower models is no slowdown, and one that slowed down shows within a mix that got faster", async () => {
    const before = new Date("2026-03-02T09:00:00Z");
    const timed = (at: Date, model: number, runs: number, meanMs: number) =>
      Array.from({ length: runs }, (_, index) =>
        completedRun({ at, model, latencyMs: meanMs * (0.99 + 0.01 * (index % 3)), measuredItems: 1 }),
      );
    const [fast, slow] = [0, 1];
    await replaceBoard(orm, [
      ...timed(before, fast, 4, 100),
      ...timed(before, slow, 40, 1_000),
      ...timed(today, fast, 40, 150),
      ...timed(today, slow, 4, 1_000),
    ]);
    const { summary, answers } = await computeReport(orm, week);
    expect(summary.meanLatencyMs).toBeLessThan(summary.previous!.meanLatencyMs!);
    expect(summary.latencyChange).toMatchObject({
      pairs: 2,
      runs: 44,
      previousRuns: 44,
      verdict: "slower",
      mostMoved: { name: "gpt" },
    });
    // Both pairs weigh 40 · 4 / 44: √1.5 together.
    expect(summary.latencyChange!.ratio).toBeCloseTo(Math.sqrt(1.5), 2);
    expect(summary.latencyChange!.mostMoved!.ratio).toBeCloseTo(1.5, 1);
    expect(answers.latency.state).toBe("slower");
  });

  test("tells a change of the mean apart into what changed and what was run", async () => {
    const before = new Date("2026-03-02T09:00:00Z");
    const scored = (at: Date, dataset: number, runs: number, averageScore: number) =>
      Array.from({ length: runs }, () => completedRun({ at, dataset, averageScore }));
    await replaceBoard(orm, [
      ...scored(before, 0, 4, 0.2),
      ...scored(before, 1, 12, 0.8),
      ...scored(today, 0, 12, 0.3),
      ...scored(today, 1, 4, 0.9),
    ]);
    const { scoreChange } = (await computeReport(orm, week)).summary;
    expect(scoreChange).toMatchObject({ pairs: 2, within: 0.1, mix: -0.3 });
    const { summary } = await computeReport(orm, { ...week, period: "all" });
    expect([summary.scoreChange, summary.latencyChange, summary.previous]).toEqual([null, null, null]);
  });

  test("gives a tie of scores to the model with more runs, whatever their floats add up to", async () => {
    // 0.8 + 0.8 + 0.8 is not 3 · 0.8, five of them are 5 · 0.8.
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

  test("puts each score in the bin whose lower end it reaches, of fifteen places", async () => {
    const scores = [0, 0.1, 0.09999999999999999, 0.3, 0.30000000000000004, 0.7, 0.9999999999999999, 1];
    await replaceBoard(
      orm,
      scores.map((averageScore) => completedRun({ at: today, averageScore })),
    );
    const { scoreDistribution } = await computeReport(orm, week);
    expect(scoreDistribution.histogram.map(({ runs }) => runs)).toEqual([1, 2, 0, 2, 0, 0, 0, 1, 0, 2]);
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
