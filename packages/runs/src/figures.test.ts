import {
  ListRuns,
  MAX_METRIC_WORDS,
  MAX_METRICS,
  type NewResult,
  NewResult as Result,
} from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

describe.each(engines)("the figures of a run on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    runs = createRunStore({ orm });
  });
  afterAll(() => orm.close());

  const completed = async (results: readonly NewResult[]) => {
    const { runId } = await runs.start(startOf({ externalId: `run-${++given}` }));
    const parsed = results.map((result) => Result.parse(result));
    for (let from = 0; from < parsed.length; from += 1_000) {
      await runs.addResults({ runId, results: parsed.slice(from, from + 1_000) });
    }
    return (await runs.complete({ runId })).run;
  };
  /** One result an item, of these values. */
  const resultsWith = (values: readonly Partial<NewResult>[]): NewResult[] =>
    values.map((value, index) => ({ itemKey: `item-${index}`, score: 1, ...value }));

  it("count as passed what the tool says, and by the score what it says nothing of", async () => {
    const run = await completed(
      resultsWith([
        { score: 0.82, passed: false },
        { score: 0.4, passed: true },
        { score: 0.5 },
        { score: 0.49 },
        { score: 1 },
        { score: null },
        { score: null, error: "429" },
      ]),
    );
    expect(run).toMatchObject({
      totalItems: 7,
      passedItems: 3,
      perfectItems: 1,
      partialItems: 4,
      failedItems: 0,
      erroredItems: 1,
      unscoredItems: 1,
      outcome: "partial",
    });
  });

  it("tell a run that waits for scores from one whose calls broke", async () => {
    const waiting = await completed(resultsOf(undefined, undefined));
    expect(waiting).toMatchObject({ outcome: "unscored", erroredItems: 0, unscoredItems: 2 });
    const mixed = await completed(resultsOf(undefined, null));
    expect(mixed).toMatchObject({ outcome: "unscored", erroredItems: 1, unscoredItems: 1 });
    const broken = await completed(resultsOf(null, null));
    expect(broken).toMatchObject({ outcome: "errored", erroredItems: 2, unscoredItems: 0 });
    for (const run of [waiting, mixed, broken]) {
      expect(run).toMatchObject({ averageScore: null, passedItems: 0 });
    }
  });

  it("are exact, in whatever order the results come", async () => {
    const tenths = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
    for (const scores of [tenths, tenths.toReversed(), [0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.6, 0.4]]) {
      const run = await completed(
        resultsWith(scores.map((score) => ({ score, costUsd: score, latencyMs: score }))),
      );
      expect(run).toMatchObject({ averageScore: 0.5, costUsd: 4, latencyMs: 0.5 });
    }
    // To 15 places, as the facts have it.
    expect((await completed(resultsOf(1, 1, 0))).averageScore).toBe(0.666666666666667);
  });

  it("are of ½ where thirds, sevenths and tenths make it, and such a run is found from a score of ½ on", async () => {
    const sevenths = [1 / 7, 2 / 7, 3 / 7, 4 / 7, 5 / 7, 6 / 7];
    const halves = [[1 / 3, 2 / 3], sevenths, sevenths.toReversed(), [0.1 + 0.2, 0.7], [0.1, 0.2, 0.7, 1]];
    const ids: string[] = [];
    for (const scores of halves) {
      const run = await completed(resultsWith(scores.map((score) => ({ score }))));
      expect(run.averageScore).toBe(0.5);
      ids.push(run.id);
    }
    const list = ListRuns.parse({ minScore: 0.5, maxScore: 0.5, limit: 100 });
    const listed = (await runs.list(list)).runs.map(({ id }) => id);
    expect(listed).toEqual(expect.arrayContaining(ids));
  });

  it("take scores so small that their mean is no number any more", async () => {
    const run = await completed(resultsOf(0, 0, 5e-324));
    expect(run).toMatchObject({ averageScore: 0, partialItems: 1, failedItems: 2 });
  });

  it("say of how many results they are, and count cached ones alike", async () => {
    const run = await completed(
      resultsWith([
        { costUsd: 0.5, cached: true, latencyMs: 5_000, inputTokens: 10, outputTokens: 1 },
        { costUsd: 0.1, cached: false, latencyMs: 7_000, inputTokens: 20 },
        { cached: false },
      ]),
    );
    expect(run).toMatchObject({
      latencyMs: 6_000,
      measuredItems: 2,
      inputTokens: 30,
      inputCountedItems: 2,
      outputTokens: 1,
      outputCountedItems: 1,
      costUsd: 0.6,
      pricedItems: 2,
      spentUsd: 0.1,
    });
  });

  it.each<[string, Partial<NewResult>[], number | null]>([
    ["no tool says which were cached", [{ costUsd: 1 }, { costUsd: 2 }], null],
    ["all were cached", [{ costUsd: 1, cached: true }], 0],
    ["only some are said to be", [{ costUsd: 1, cached: true }, { costUsd: 2 }], 2],
    ["no price is known", [{ cached: true }, { cached: false }], null],
  ])("know what was spent where %s: %j", async (_case, values, spentUsd) => {
    expect((await completed(resultsWith(values))).spentUsd).toBe(spentUsd);
  });

  it("have each metric's mean, spread and words", async () => {
    const { metrics } = await completed(
      resultsWith([
        { metrics: { faithful: 1, tone: 0, side: "left" } },
        { metrics: { faithful: 0.5, side: "right", tone: "none" } },
        { metrics: { faithful: 0, side: "left", tokens: 1e100 } },
        { score: null, metrics: { tone: -2 } },
        { metrics: {} },
      ]),
    );
    expect(metrics).toEqual([
      { name: "faithful", n: 3, mean: 0.5, deviation: 0.5, words: [] },
      {
        name: "side",
        n: 0,
        mean: null,
        deviation: null,
        words: [
          { word: "left", n: 2 },
          { word: "right", n: 1 },
        ],
      },
      { name: "tokens", n: 1, mean: 1e100, deviation: null, words: [] },
      {
        name: "tone",
        n: 2,
        mean: -1,
        deviation: expect.closeTo(Math.SQRT2, 12),
        words: [{ word: "none", n: 1 }],
      },
    ]);
  });

  it("keep the metrics that most results have, and of a metric its most frequent words", async () => {
    const first = Object.fromEntries(
      Array.from({ length: MAX_METRICS }, (_, index) => [`first ${String(index).padStart(2, "0")}`, 1]),
    );
    const { metrics } = await completed(
      resultsWith([{ metrics: first }, { metrics: { z: 2 } }, { metrics: { z: 3 } }]),
    );
    expect(metrics).toHaveLength(MAX_METRICS);
    expect(metrics!.map(({ name }) => name)).toEqual([...Object.keys(first).slice(0, -1), "z"]);
    const words = Array.from({ length: MAX_METRIC_WORDS + 5 }, (_, index) => ({
      metrics: { word: `word ${index}` },
    }));
    const [word] = (await completed(resultsWith([...words, words.at(-1)!]))).metrics!;
    expect(word!.words).toHaveLength(MAX_METRIC_WORDS);
    expect(word!.words[0]).toEqual({ word: "word 24", n: 2 });
  });

  it("know which runs asked the same items, whatever their order, repeats and answers", async () => {
    const items = [
      { itemKey: "a", input: "2+2", expected: "4" },
      { itemKey: "b", input: "3+3", expected: null },
    ];
    const hashOf = async (asked: readonly Partial<NewResult>[]) =>
      (await completed(asked.map((item) => ({ itemKey: "", score: 1, ...item })))).itemsHash;
    const hash = await hashOf(items);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(items.toReversed())).toBe(hash);
    expect(await hashOf([...items, { ...items[0], repeat: 2, output: "5", score: 0 }])).toBe(hash);
    const others = [
      items.slice(0, 1),
      [...items, { itemKey: "c" }],
      [items[0]!, { ...items[1], itemKey: "B" }],
      [items[0]!, { ...items[1], input: "3 + 3" }],
      [items[0]!, { ...items[1], expected: "6" }],
      // What is asked does not move between the fields.
      [items[0]!, { ...items[1], input: null, expected: "3+3" }],
    ];
    const hashes = [];
    for (const other of others) hashes.push(await hashOf(other));
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
  });
});
