import { ListResults, NewResult } from "@evalboard/contract";
import { FactHistogram, type Orm } from "@evalboard/db";
import { createTestOrm, engines } from "@evalboard/db/testing";
import { prepareFacts, verifyFacts } from "@evalboard/facts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunConflict } from "./errors.ts";
import { createRunStore, type RunStore } from "./store.ts";
import { resultsOf, startOf } from "./testing/runs-of-test.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const timeZone = "Europe/Berlin";

describe.each(engines)("scores that come late on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;
  let given = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await prepareFacts({ orm, timeZone, now });
    runs = createRunStore({ orm, now: () => now });
  });
  afterAll(() => orm.close());

  /** A run of these scores; undefined is one that nobody has scored. */
  const recorded = async (...scores: (number | null | undefined)[]) => {
    const { runId } = await runs.start(startOf({ externalId: `run-${++given}` }));
    await runs.addResults({ runId, results: resultsOf(...scores) });
    return runId;
  };
  const storedScores = async (runId: string) => {
    const { results } = await runs.results(ListResults.parse({ runId }));
    return results.map(({ score, passed }) => [score, passed]);
  };

  it("are taken by the results of a running run, beside others that are new or there", async () => {
    const runId = await recorded(1, undefined, undefined);
    expect(await runs.addResults({ runId, results: resultsOf(1, 0.75, undefined, 0) })).toEqual({
      added: 1,
      alreadyThere: 2,
      scored: 1,
    });
    expect(await storedScores(runId)).toEqual([
      [1, true],
      [0.75, true],
      [null, null],
      [0, false],
    ]);
    const { run } = await runs.complete({ runId });
    expect(run).toMatchObject({
      averageScore: 0.583333333333333,
      passedItems: 2,
      unscoredItems: 1,
      erroredItems: 0,
    });
  });

  it("change the figures of a completed run, and the facts with them", async () => {
    const runId = await recorded(undefined, undefined, null, 0.5);
    const { run: before } = await runs.complete({ runId });
    expect(before).toMatchObject({ outcome: "partial", averageScore: 0.5, passedItems: 1, unscoredItems: 2 });
    const [first, second] = resultsOf(1, 0);
    const scored = { ...first!, passed: false, reason: "too long", metrics: { tone: 0.25, style: "terse" } };
    expect(await runs.addResults({ runId, results: [scored] })).toMatchObject({ scored: 1 });
    expect(await runs.get({ runId })).toEqual({
      ...before,
      averageScore: 0.75,
      passedItems: 1,
      perfectItems: 1,
      unscoredItems: 1,
      metrics: [
        { name: "style", n: 0, mean: null, deviation: null, words: [{ word: "terse", n: 1 }] },
        { name: "tone", n: 1, mean: 0.25, deviation: null, words: [] },
      ],
    });
    expect((await runs.result({ runId, position: 1 })).reason).toBe("too long");
    await runs.addResults({ runId, results: [{ ...second!, metrics: { tone: 0.75 } }] });
    expect(await runs.get({ runId })).toMatchObject({
      averageScore: 0.5,
      failedItems: 1,
      unscoredItems: 0,
      metrics: [{ name: "style" }, { name: "tone", n: 2, mean: 0.5 }],
      itemsHash: before.itemsHash,
    });
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  it("give a run that had none its outcome, and the histogram of scores its run", async () => {
    const runId = await recorded(undefined, undefined);
    const { run: before } = await runs.complete({ runId });
    expect(before).toMatchObject({ outcome: "unscored", averageScore: null, erroredItems: 0 });
    const tallied = async () => {
      const stored = await orm.em.fork().find(FactHistogram, { unit: "month", measure: "score" });
      return stored.flatMap(({ bins }) => bins).reduce((sum, bin) => sum + bin, 0);
    };
    const runsBefore = await tallied();
    await runs.addResults({ runId, results: resultsOf(1, 1) });
    expect(await runs.get({ runId })).toMatchObject({ outcome: "perfect", averageScore: 1, passedItems: 2 });
    expect(await tallied()).toBe(runsBefore + 1);
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  it("go by the run's pass mark where the tool gives no verdict", async () => {
    const { runId } = await runs.start(startOf({ externalId: `run-${++given}`, passMark: 0.9 }));
    await runs.addResults({ runId, results: resultsOf(undefined, undefined, undefined) });
    const [first, second, third] = resultsOf(0.9, 0.89, 0.82);
    await runs.addResults({ runId, results: [first!, second!, { ...third!, passed: true }] });
    expect(await storedScores(runId)).toEqual([
      [0.9, true],
      [0.89, false],
      [0.82, true],
    ]);
  });

  it("come a thousand in a call", async () => {
    const unscored = Array.from({ length: 1_000 }, (_, index) =>
      NewResult.parse({ itemKey: `item-${index}`, score: null }),
    );
    const { runId } = await runs.start(startOf({ externalId: `run-${++given}` }));
    await runs.addResults({ runId, results: unscored });
    await runs.complete({ runId });
    const scored = unscored.map((result, index) => ({
      ...result,
      score: (index % 4) / 4,
      metrics: { tone: index },
    }));
    expect(await runs.addResults({ runId, results: scored })).toMatchObject({ scored: 1_000 });
    expect(await runs.get({ runId })).toMatchObject({
      averageScore: 0.375,
      passedItems: 500,
      metrics: [{ name: "tone", n: 1_000, mean: 499.5 }],
    });
    expect(await storedScores(runId)).toEqual(scored.slice(0, 100).map(({ score }) => [score, score >= 0.5]));
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  it("are counted once, however many send them at the same moment", async () => {
    const runId = await recorded(undefined, 0);
    await runs.complete({ runId });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => runs.addResults({ runId, results: resultsOf(1, 0) })),
    );
    expect(answers.map(({ scored }) => scored).toSorted((a, b) => a - b)).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
    ]);
    expect(await runs.get({ runId })).toMatchObject({ averageScore: 0.5, unscoredItems: 0 });
    expect(await verifyFacts({ orm, timeZone })).toEqual([]);
  });

  it.each<[string, Partial<ReturnType<typeof resultsOf>[number]>]>([
    ["output", { output: "Lyon" }],
    ["input", { input: "which?" }],
    ["latencyMs", { latencyMs: 7 }],
    ["costUsd", { costUsd: 7 }],
    ["error", { score: null, error: "429" }],
  ])("are refused where the answer has another %s", async (field, change) => {
    const runId = await recorded(undefined, undefined);
    const [first, second] = resultsOf(1, 1);
    const refused = runs.addResults({ runId, results: [first!, { ...second!, ...change }] });
    await expect(refused).rejects.toThrow(RunConflict);
    await expect(refused).rejects.toThrow(
      `results[1].${field}: item "item-2" repeat 1 is stored with another ${field}`,
    );
    expect(await storedScores(runId)).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it.each([
    ["scored", 0.5, "score"],
    ["broken", null, "error"],
  ])("change no result that is %s already", async (_state, stored, field) => {
    const runId = await recorded(stored, undefined);
    const { run } = await runs.complete({ runId });
    const refused = runs.addResults({ runId, results: resultsOf(1, 1) });
    await expect(refused).rejects.toThrow(RunConflict);
    await expect(refused).rejects.toThrow(`results[0].${field}: item "item-1" repeat 1 is stored with`);
    expect(await runs.get({ runId })).toEqual(run);
  });

  it("are not taken by a failed run, and bring no new result into a completed one", async () => {
    const failed = await recorded(undefined);
    await runs.fail({ runId: failed, error: "stopped" });
    await expect(runs.addResults({ runId: failed, results: resultsOf(1) })).rejects.toThrow(
      /^runId: run .* is failed; results of a running or completed run are scored only/,
    );
    const completed = await recorded(undefined);
    await runs.complete({ runId: completed });
    await expect(runs.addResults({ runId: completed, results: resultsOf(1, 1) })).rejects.toThrow(
      /^runId: run .* is completed; results are added to a running run only/,
    );
    expect(await storedScores(completed)).toEqual([[null, null]]);
  });

  it("are taken once: another score is a contradiction from then on", async () => {
    const runId = await recorded(undefined);
    await runs.complete({ runId });
    await runs.addResults({ runId, results: resultsOf(0.5) });
    expect(await runs.addResults({ runId, results: resultsOf(0.5) })).toEqual({
      added: 0,
      alreadyThere: 1,
      scored: 0,
    });
    await expect(runs.addResults({ runId, results: resultsOf(1) })).rejects.toThrow(/^results\[0\]\.score/);
    await expect(runs.addResults({ runId, results: resultsOf(undefined) })).rejects.toThrow(
      /^results\[0\]\.score/,
    );
  });
});

describe("a result that is sent again", () => {
  let orm: Orm;
  let runs: RunStore;
  beforeAll(async () => {
    orm = await createTestOrm("pglite");
    runs = createRunStore({ orm, now: () => now });
  });
  afterAll(() => orm.close());

  it("may say what was not stored of it, and nothing else than what was", async () => {
    const { runId } = await runs.start(startOf());
    const [plain, told] = resultsOf(1, 1);
    const known = { ...told!, metrics: { tone: 1, zero: 0 }, cached: true, latencyMs: 5 };
    await runs.addResults({ runId, results: [{ ...plain!, latencyMs: null }, known] });
    const more = { ...plain!, metrics: { tone: 1 }, cached: false, latencyMs: 5, itemName: "a name" };
    const same = { ...known, metrics: { zero: -0, tone: 1 } };
    expect(await runs.addResults({ runId, results: [more, same] })).toMatchObject({ alreadyThere: 2 });
    for (const [field, change] of Object.entries({
      metrics: { metrics: { tone: 0.5, zero: 0 } },
      cached: { cached: false },
      latencyMs: { latencyMs: 6 },
      reason: { reason: "other" },
    })) {
      await expect(runs.addResults({ runId, results: [{ ...known, ...change }] })).rejects.toThrow(
        `results[0].${field}: item "item-2" repeat 1 is stored with another ${field}`,
      );
    }
  });
});
