import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareFacts } from "./build.ts";
import { currentGeneration } from "./generations.ts";
import { latencyQuantile } from "./histograms.ts";
import { factFigures, factOutcomes, factsIn, histogramsIn } from "./read-facts.ts";
import { complete, insertCatalogue, remove, type RunOfTest } from "./testing/board.ts";

const now = new Date("2026-03-30T09:30:00.000Z");
const timeZone = "Europe/Berlin";
const days = {
  unit: "day",
  from: new Date("2026-03-28T23:00:00Z"),
  to: new Date("2026-03-30T22:00:00Z"),
} as const;
const run: RunOfTest = {
  index: 0,
  model: 0,
  dataset: 0,
  version: 0,
  completedAt: new Date("2026-03-28T23:00:00.000Z"),
  scores: [1 / 3, 1 / 3],
  latencies: [100, 300],
  costUsd: null,
  inputTokens: null,
};
const runs: RunOfTest[] = [
  run,
  { ...run, index: 1, completedAt: new Date("2026-03-29T12:00:00.000Z") },
  { ...run, index: 2, model: 1, scores: [1, 0.5], costUsd: 0.25, completedAt: now },
  { ...run, index: 3, model: 1, scores: [null], latencies: [null], completedAt: now },
  { ...run, index: 4, model: 2, completedAt: new Date("2026-03-28T22:59:59.999Z") },
  { ...run, index: 5, model: 2, completedAt: now },
];

describe.each(engines)("reading facts on %s", (engine) => {
  let orm: Orm;
  const generation = async () => (await currentGeneration(orm.em.fork(), timeZone))!;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await insertCatalogue(orm);
    await prepareFacts({ orm, timeZone, now });
    for (const each of runs) await orm.em.fork().transactional((em) => complete(em, each));
    await orm.em.fork().transactional((em) => remove(em, runs[5]!));
  });
  afterAll(() => orm.close());

  test("gives the figures of an interval, its first instant in and its last one out", async () => {
    const query = factsIn(orm.em.fork(), await generation(), "board", [days]);
    const row = await query
      .select([...factFigures, ...factOutcomes])
      .execute<Record<string, number>>("get", false);
    expect(row).toMatchObject({
      runs: 4,
      scoredRuns: 3,
      items: 7,
      failedItems: 0,
      erroredItems: 1,
      measuredRuns: 3,
      meanLatencyMs: 200,
      pricedRuns: 1,
      costUsd: 0.25,
      partialRuns: 3,
      erroredRuns: 1,
      perfectItems: 1,
      partialItems: 5,
    });
    expect(row["averageScore"]).toBeCloseTo((2 / 3 + 0.75) / 3, 12);
    expect(row["scoreVariance"]).toBeCloseTo(((0.75 - 1 / 3) ** 2 * 2) / 3 / 2, 12);
  });

  test("gives no variance to runs of equal scores, and has no row of a model whose runs are gone", async () => {
    const rows = await factsIn(orm.em.fork(), await generation(), "model", [days])
      .join("fact.model", "model")
      .select(["model.name", ...factFigures])
      .groupBy("model.id")
      .orderBy({ "model.name": "asc" })
      .execute<Record<string, unknown>[]>("all", false);
    expect(rows).toMatchObject([
      { name: "model 0", runs: 2, scoreVariance: 0, costUsd: null },
      { name: "model 1", runs: 2, scoredRuns: 1, averageScore: 0.75, scoreVariance: null },
    ]);
  });

  test("gives nulls and zeros where there are no runs", async () => {
    const empty = { ...days, from: days.to, to: new Date("2026-04-30T22:00:00Z") };
    const row = await factsIn(orm.em.fork(), await generation(), "board", [empty])
      .select([...factFigures])
      .execute("get", false);
    expect(row).toMatchObject({ runs: 0, averageScore: null, scoreVariance: null, items: 0, costUsd: null });
  });

  test("gives the histograms of each day, latencies within 1 %", async () => {
    const latencies = await histogramsIn(orm.em.fork(), await generation(), "latency", days);
    const found = Object.fromEntries(latencies.map(({ bucket, bins }) => [bucket.toISOString(), bins]));
    const first = found["2026-03-28T23:00:00.000Z"]!;
    expect(first.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(Math.abs(latencyQuantile(first, 0.5)! / 100 - 1)).toBeLessThan(0.01);
    expect(Math.abs(latencyQuantile(first, 0.95)! / 300 - 1)).toBeLessThan(0.01);
    const scores = await histogramsIn(orm.em.fork(), await generation(), "score", days);
    expect(scores.map(({ bins }) => bins.slice(0, 8))).toContainEqual([0, 0, 0, 2]);
  });
});
