import { type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { currentGeneration, latencyQuantile, rebuildFacts, subtractRuns } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { completedRun } from "../testing/board.ts";
import { insertCatalogue, replaceBoard } from "../testing/insert-board.ts";
import type { Window } from "../window.ts";
import { openMemory } from "./kept-figures.ts";
import { countedFacts } from "./rows.ts";
import { completionsOf } from "./spans.ts";
import { spreadOfFacts } from "./spread.ts";
import { models, summary } from "./sums.ts";

const now = new Date("2026-03-30T09:30:00.000Z");
const timeZone = "Europe/Berlin";
const windowOfDays = (...starts: string[]): Window => {
  const edges = starts.map((start) => new Date(start));
  return { unit: "day", from: edges[0]!, to: edges.at(-1)!, edges, previous: null };
};
const [first, second, end] = [
  "2026-03-28T23:00:00Z",
  "2026-03-29T22:00:00Z",
  "2026-03-30T22:00:00Z",
] as const;
const days = windowOfDays(first, second, end);
const run = completedRun({
  at: new Date("2026-03-28T23:00:00.000Z"),
  averageScore: 1 / 3,
  partialItems: 2,
  latencyMs: 200,
  itemLatenciesMs: [100, 300],
});
const runs = [
  run,
  { ...run, at: new Date("2026-03-29T12:00:00.000Z") },
  {
    ...run,
    at: now,
    model: 1,
    averageScore: 0.75,
    perfectItems: 1,
    partialItems: 1,
    passedItems: 1,
    costUsd: 0.25,
  },
  {
    ...run,
    at: now,
    model: 1,
    averageScore: null,
    partialItems: 0,
    erroredItems: 1,
    latencyMs: null,
    measuredItems: 0,
    itemLatenciesMs: [],
  },
  { ...run, at: new Date("2026-03-28T22:59:59.999Z"), model: 2 },
  { ...run, at: now, model: 2 },
];

describe.each(engines)("reading facts on %s", (engine) => {
  let orm: Orm;
  const generation = async () => (await currentGeneration(orm.em.fork(), timeZone))!;
  const factsOf = async (window: Window) => {
    const em = orm.em.fork();
    const completions = await completionsOf(em);
    const memory = openMemory(em, await generation(), null);
    return countedFacts(em, { window, timeZone, completions, where: {} }, memory)!;
  };

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
    await replaceBoard(orm, runs);
    await rebuildFacts({ orm, timeZone, now });
    const gone = idOf("run", 5);
    await orm.em.fork().transactional(async (em) => {
      await subtractRuns(em, [{ id: gone, completedAt: now, hasMetrics: false, limited: false }]);
      await em.nativeDelete(Run, gone);
    });
  });
  afterAll(() => orm.close());

  test("gives the figures of an interval, its first instant in and its last one out", async () => {
    const facts = await factsOf(days);
    const { current } = await summary(facts);
    expect(current).toMatchObject({
      runs: 4,
      scoredRuns: 3,
      scoredItems: 6,
      failedItems: 0,
      erroredItems: 1,
      unscoredItems: 0,
      passedItems: 1,
      measuredRuns: 3,
      measuredItems: 6,
      meanLatencyMs: 200,
      pricedRuns: 1,
      costUsd: 0.25,
      partialRuns: 3,
      erroredRuns: 1,
      perfectItems: 1,
      partialItems: 5,
    });
    expect(current.averageScore).toBeCloseTo((2 / 3 + 0.75) / 3, 12);
    expect(current.scoreVariance).toBeCloseTo(((0.75 - 1 / 3) ** 2 * 2) / 3 / 2, 12);
  });

  test("gives no variance to runs of equal scores, and has no row of a model whose runs are gone", async () => {
    const rows = (await models(await factsOf(days))).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows).toMatchObject([
      { id: idOf("model", 0), runs: 2, scoreVariance: 0, costUsd: null },
      { id: idOf("model", 1), runs: 2, scoredRuns: 1, averageScore: 0.75, scoreVariance: null },
    ]);
  });

  test("gives nulls and zeros where there are no runs", async () => {
    const { current } = await summary(await factsOf(windowOfDays(end, "2026-04-30T22:00:00Z")));
    expect(current).toMatchObject({
      runs: 0,
      averageScore: null,
      scoreVariance: null,
      scoredItems: 0,
      costUsd: null,
    });
  });

  test("gives the histograms of each day, latencies within 1 %", async () => {
    const { latencies } = await spreadOfFacts(orm.em.fork(), days, await generation());
    const { bins } = latencies.find(({ bucket }) => bucket === 1)!;
    expect(bins.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(Math.abs(latencyQuantile(bins, 0.5)! / 100 - 1)).toBeLessThan(0.01);
    expect(Math.abs(latencyQuantile(bins, 0.95)! / 300 - 1)).toBeLessThan(0.01);
    const scores = async (...starts: string[]) => {
      const spread = await spreadOfFacts(orm.em.fork(), windowOfDays(...starts), await generation());
      return spread.histogram.map((row) => row.runs);
    };
    expect(await scores(first, second)).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
    expect(await scores(second, end)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
  });
});
