import { CompareRuns, Comparison, MAX_METRICS, type RunGroup } from "@evalboard/contract";
import { Metric, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import type { RequiredEntityData } from "@mikro-orm/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "../errors.ts";
import { createRunStore, type RunStore } from "../store.ts";
import { comparisonCase } from "../testing/arbitrary-comparison.ts";
import { type BoardRun, runOf, storeBoard, storeReferences } from "../testing/board.ts";
import { expectComparison } from "../testing/expect-comparison.ts";
import { groupOf } from "../testing/group-of.ts";
import { referenceGroups } from "../testing/reference-comparison.ts";

const nobody = "00000000-0000-7000-8000-000000000000";
const large = {
  id: idOf("run", 99),
  externalId: "large",
  label: "large",
  totalItems: 500_001,
  passedItems: 500_001,
  perfectItems: 500_001,
};

describe.each(engines)("a comparison on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    runs = createRunStore({ orm });
  });
  afterAll(() => orm.close());

  const compare = async (baseline: RunGroup, candidate: RunGroup) =>
    Comparison.parse(await runs.compare(CompareRuns.parse({ baseline, candidate })));
  /** The first run of the board against the second. */
  const compareTwo = async (baseline: BoardRun, candidate: BoardRun) => {
    const [first, second] = await storeBoard(orm, [baseline, candidate]);
    return compare({ runId: first!.id }, { runId: second!.id });
  };

  it("gives what plain loops over the same runs give, on random boards, or says what is wrong", async () => {
    await fc.assert(
      fc.asyncProperty(comparisonCase, async ({ board, merged, ...asked }) => {
        const stored = await storeBoard(orm, board, merged);
        const baseline = groupOf(asked.baseline);
        const candidate = groupOf(asked.candidate);
        const groups = referenceGroups(stored, {
          baseline: groupOf(asked.baseline, merged),
          candidate: groupOf(asked.candidate, merged),
        });
        if (groups instanceof RegExp) await expect(compare(baseline, candidate)).rejects.toThrow(groups);
        else expectComparison(await compare(baseline, candidate), groups.baseline, groups.candidate);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("tests items that pass or fail by exact McNemar, on those that flipped", async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `item-${index}`);
    const scores = (passed: number) =>
      runOf(Object.fromEntries(keys.map((key, index) => [key, index < passed ? 1 : 0])));
    const { score, passes, verdict } = await compareTwo(scores(2), scores(8));
    expect(passes).toEqual({ both: 2, neither: 2, gained: 6, lost: 0, pValue: 0.03125 });
    expect(score).toMatchObject({ test: "exact McNemar", pValue: 0.03125, difference: 0.6 });
    expect(verdict).toBe("improved");
  });

  it("has a p-value of 1 where no item flipped", async () => {
    const run = runOf({ a: 1, b: 0, c: 1 });
    const { score, passes } = await compareTwo(run, run);
    expect(passes).toEqual({ both: 2, neither: 1, gained: 0, lost: 0, pValue: 1 });
    expect(score).toMatchObject({ test: "exact McNemar", pValue: 1, difference: 0 });
  });

  it("is as sure as the items allow where all of them flipped", async () => {
    const { passes, verdict } = await compareTwo(
      runOf({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }),
      runOf({ a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 }),
    );
    expect(passes).toEqual({ both: 0, neither: 0, gained: 0, lost: 6, pValue: 0.03125 });
    expect(verdict).toBe("worse");
  });

  it("tests partial scores by a paired t", async () => {
    const { score, passes } = await compareTwo(
      runOf({ a: 0.2, b: 0.4, c: 0.6 }),
      runOf({ a: 0.3, b: 0.6, c: 0.9 }),
    );
    expect(score.test).toBe("paired t");
    expect(score.difference).toBeCloseTo(0.2, 12);
    expect(passes).toMatchObject({ gained: 1, lost: 0 });
  });

  it("averages the repeats of an item first, whatever their number", async () => {
    const { score, sharedItems } = await compareTwo(
      runOf({ a: [1, 1, 1, 0], b: 0 }),
      runOf({ a: [0, 1], b: [1, 1, 1, 1, 1, 1] }),
    );
    expect(sharedItems).toBe(2);
    expect(score).toMatchObject({ baseline: 0.375, candidate: 0.75, difference: 0.375 });
  });

  it("counts errored results and leaves them out of every score", async () => {
    const compared = await compareTwo(
      runOf({ a: [1, null], b: null, c: 1 }),
      runOf({ a: null, b: 1, c: [null, null, 0] }),
    );
    expect(compared).toMatchObject({ sharedItems: 1, baselineOnlyItems: 1, candidateOnlyItems: 1 });
    expect(compared.baseline).toMatchObject({ items: 3, scoredItems: 2, results: 4, erroredResults: 2 });
    expect(compared.candidate).toMatchObject({ items: 3, scoredItems: 2, results: 5, erroredResults: 3 });
    expect(compared.score).toMatchObject({ baseline: 1, candidate: 0, difference: -1, pValue: null });
    expect(compared.verdict).toBe("too few items");
  });

  /** A run of these verdicts of its tool, each with the score that was given for it. */
  const judged = (
    verdicts: Readonly<Record<string, readonly (readonly [score: number | undefined, passed?: boolean])[]>>,
  ) =>
    runOf(
      {},
      {
        results: Object.entries(verdicts).flatMap(([item, answers]) =>
          answers.map(([score, passed]) => ({
            item,
            score,
            ...(passed !== undefined && { passed }),
            latencyMs: null,
            costUsd: null,
          })),
        ),
      },
    );

  it("takes the tool's verdict for a pass, whatever the score", async () => {
    const keys = Array.from({ length: 20 }, (_, index) => `v${index}`);
    const suite = (failing: readonly string[]) =>
      judged(
        Object.fromEntries(keys.map((key) => [key, [failing.includes(key) ? [0.75, false] : [1, true]]])),
      );
    const { baseline, candidate, passes, score } = await compareTwo(suite([]), suite(["v3", "v7", "v11"]));
    expect([baseline.passedItems, candidate.passedItems]).toEqual([20, 17]);
    expect(passes).toEqual({ both: 17, neither: 0, gained: 0, lost: 3, pValue: 0.25 });
    expect(score).toMatchObject({ difference: expect.closeTo(-0.0375, 12), test: "paired t" });
    const threshold = await compareTwo(
      judged({ v0: [[0.4, true]], v1: [[0.82, false]] }),
      judged({ v0: [[0.4, false]], v1: [[0.82, true]] }),
    );
    expect(threshold.passes).toMatchObject({ gained: 1, lost: 1 });
    expect(threshold.score.difference).toBe(0);
  });

  it("takes an item for passed of which half of the scored answers passed", async () => {
    const { baseline, candidate, passes } = await compareTwo(
      judged({ a: [[0.1], [0.7], [0.7]], b: [[1], [0.4]], c: [[0.9], [0], [0]], d: [[1], [undefined]] }),
      judged({ a: [[0.4999]], b: [[0]], c: [[0.5]], d: [[undefined], [0], [undefined]] }),
    );
    expect([baseline.passedItems, candidate.passedItems]).toEqual([3, 1]);
    expect(passes).toMatchObject({ both: 0, neither: 0, gained: 1, lost: 3 });
  });

  it("tests scores of all or nothing by exact McNemar on the scores, where the verdicts are others", async () => {
    const keys = Array.from({ length: 6 }, (_, index) => `item-${index}`);
    const suite = (score: number) =>
      judged(Object.fromEntries(keys.map((key) => [key, [[score, false] as const]])));
    const { score, passes } = await compareTwo(suite(0), suite(1));
    expect(passes).toEqual({ both: 0, neither: 6, gained: 0, lost: 0, pValue: 1 });
    expect(score).toMatchObject({ test: "exact McNemar", pValue: 0.03125, difference: 1 });
  });

  it("counts answers that nobody has scored by themselves, and not as broken", async () => {
    const compared = await compareTwo(
      judged({ a: [[1], [undefined]], b: [[undefined]] }),
      runOf({ a: [0, null], b: 1 }),
    );
    expect(compared.baseline).toMatchObject({
      items: 2,
      scoredItems: 1,
      results: 3,
      erroredResults: 0,
      unscoredResults: 2,
    });
    expect(compared.candidate).toMatchObject({ erroredResults: 1, unscoredResults: 0 });
    expect(compared).toMatchObject({ sharedItems: 1, passes: { lost: 1 }, verdict: "too few items" });
  });

  it("finds no difference in a mix that shifted while no model changed", async () => {
    const strong = { a: 1, b: 1, c: 1, d: 0 };
    const weak = { a: 1, b: 0, c: 0, d: 0 };
    const version = (number: number, told: Partial<BoardRun>[]) =>
      told.map((one) => runOf(one.model === 0 ? strong : weak, { ...one, version: number }));
    const stored = await storeBoard(orm, [
      ...version(0, [{ model: 0 }, { model: 1 }, { model: 1 }, { model: 1 }]),
      ...version(1, [{ model: 0 }, { model: 0 }, { model: 0 }, { model: 1 }]),
      ...version(2, [{ model: 0 }]),
    ]);
    const byVersion = (number: number) => ({
      promptVersionId: stored.find((run) => run.version === number)!.promptVersionId,
    });
    const shifted = await compare(byVersion(0), byVersion(1));
    expect(shifted.baseline.averageScore).toBeLessThan(shifted.candidate.averageScore!);
    expect(shifted).toMatchObject({ matchedBy: ["model"], sharedItems: 4, score: { difference: 0 } });
    expect((await compare(byVersion(0), byVersion(2))).score.difference).toBe(0);
  });

  it("compares models within the prompt versions that both have run", async () => {
    const stored = await storeBoard(orm, [
      runOf({ a: 1 }, { model: 0, version: 0 }),
      runOf({ a: 0 }, { model: 0, version: 1 }),
      runOf({ a: 0.25 }, { model: 1, version: 1 }),
    ]);
    const compared = await compare({ modelId: stored[0]!.modelId }, { modelId: stored[2]!.modelId });
    expect(compared).toMatchObject({ matchedBy: ["promptVersion"], score: { baseline: 0, candidate: 0.25 } });
  });

  it("compares groups that share no item by Welch's t, and says that they are unpaired", async () => {
    const compared = await compareTwo(
      runOf({ a: 0.1, b: 0.2, c: 0.3 }),
      runOf({ a: 0.7, b: 0.8, c: 0.9 }, { dataset: 1 }),
    );
    expect(compared).toMatchObject({ pairing: "unpaired", sharedItems: 0, passes: null });
    expect(compared).toMatchObject({ baselineOnlyItems: 3, candidateOnlyItems: 3 });
    expect(compared.score.test).toBe("Welch's t");
    expect(compared.score.difference).toBeCloseTo(0.6, 12);
  });

  it("has no score to compare where all of a group errored", async () => {
    const compared = await compareTwo(runOf({ a: 1, b: 1 }), runOf({ a: null, b: null }));
    expect(compared.score).toMatchObject({ baseline: 1, candidate: null, difference: null, pValue: null });
    expect(compared).toMatchObject({ pairing: "unpaired", verdict: "too few items" });
  });

  it("pairs no item of one dataset with that of another, nor keys that merely look alike", async () => {
    await storeBoard(orm, [
      runOf({ é: 1, "🙂": 0 }, { label: "main" }),
      runOf({ "🙂": 1, "🙃": 1, e: 1 }, { label: "pr" }),
      runOf({ é: 0 }, { label: "pr", dataset: 1 }),
    ]);
    const compared = await compare({ label: "main" }, { label: "pr" });
    expect(compared).toMatchObject({ sharedItems: 1, score: { baseline: 0, candidate: 1 } });
  });

  it("takes the rest of a group that holds the other", async () => {
    const stored = await storeBoard(orm, [
      runOf({ a: 0 }, { label: "main" }),
      runOf({ a: 0.5 }, { label: "main" }),
      runOf({ a: 1 }, { label: "main" }),
      runOf({ a: 1 }),
    ]);
    const newest = { runId: stored[2]!.id };
    const against = await compare({ label: "main" }, newest);
    expect(against).toMatchObject({ baseline: { runs: 2 }, score: { baseline: 0.25, candidate: 1 } });
    const reversed = await compare(newest, { datasetId: stored[0]!.datasetId });
    expect(reversed).toMatchObject({ candidate: { runs: 3 }, score: { candidate: 0.5 } });
  });

  it("pairs the items of a dataset under two names, and compares a model of two names with itself", async () => {
    const merged = { dataset: { 1: 0 }, model: { 1: 0 } };
    const stored = await storeBoard(
      orm,
      [
        runOf({ a: 0, b: 1 }, { dataset: 0, model: 0, label: "main" }),
        runOf({ a: 1, b: 1 }, { dataset: 1, model: 1, label: "pr" }),
        runOf({ a: 0, b: 0 }, { dataset: 1, model: 2, label: "pr" }),
      ],
      merged,
    );
    const compared = await compare({ label: "main" }, { label: "pr" });
    expect(compared).toMatchObject({
      matchedBy: ["model"],
      sharedItems: 2,
      passes: { both: 1, gained: 1, lost: 0 },
      score: { baseline: 0.5, candidate: 1 },
    });
    expect(compared.candidate.common).toMatchObject({
      model: null,
      dataset: { id: idOf("dataset", 0), name: "dataset-0" },
    });
    const byOldName = await compare({ modelId: idOf("model", 1) }, { runId: stored[2]!.id });
    expect(byOldName.baseline).toMatchObject({
      runs: 2,
      common: { model: { id: idOf("model", 0), name: "model-0" } },
    });
  });

  it("compares groups that differ in a tag", async () => {
    await storeBoard(orm, [
      runOf({ a: 0 }, { tags: { heat: "0", host: "a" } }),
      runOf({ a: 1 }, { tags: { heat: "0" } }),
      runOf({ a: 1 }, { tags: { heat: "1" } }),
    ]);
    const compared = await compare({ tags: { heat: "0" } }, { tags: { heat: "1" } });
    expect(compared).toMatchObject({ baseline: { runs: 2 }, score: { baseline: 0.5, candidate: 1 } });
    const within = await compare({ tags: { heat: "0" } }, { tags: { heat: "0", host: "a" } });
    expect(within).toMatchObject({ baseline: { runs: 1 }, score: { baseline: 1, candidate: 0 } });
    await expect(compare({ tags: { heat: "0" } }, { tags: { heat: "2" } })).rejects.toThrow(
      /^candidate: no completed run has this tags/,
    );
  });

  it("says of how many shared items the question has changed, by the latest answers of either side", async () => {
    const asked = { a: 1, ä: 1, "🙂": 0 };
    const [first, second] = [runOf(asked), runOf({ ...asked, b: 1 }, { edition: 1 })];
    expect(await compareTwo(first, second)).toMatchObject({ sharedItems: 3, changedItems: 2 });
    expect(await compareTwo(first, runOf({ ...asked, b: 1 }))).toMatchObject({ changedItems: 0 });
    expect(await compareTwo(runOf({ a: 1 }), runOf({ ä: 1 }, { edition: 1 }))).toMatchObject({
      pairing: "unpaired",
      changedItems: 0,
    });
    await storeBoard(orm, [
      runOf(asked, { label: "main", completedAt: 1, edition: 2 }),
      runOf(asked, { label: "main", completedAt: 3, edition: 1 }),
      runOf({ ...asked, "🙂": null }, { label: "main", completedAt: 4, edition: 2 }),
      runOf(asked, { label: "pr", completedAt: 2, edition: 1 }),
    ]);
    // The latest answer to one of them was scored in another edition than that to the other.
    expect(await compare({ label: "main" }, { label: "pr" })).toMatchObject({ changedItems: 1 });
  });

  it("says whether the runs of a group, and both groups, asked the same items", async () => {
    const stored = await storeBoard(orm, [
      runOf({ a: 1, ä: 1 }, { label: "main" }),
      runOf({ ä: 0, a: [0, 0] }, { label: "main" }),
      runOf({ a: 1, ä: 1 }, { label: "pr", edition: 1 }),
    ]);
    const { baseline, candidate } = await compare({ label: "main" }, { label: "pr" });
    expect(baseline.common.itemsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(candidate.common.itemsHash).not.toBe(baseline.common.itemsHash);
    const mixed = await compare({ datasetId: stored[0]!.datasetId }, { runId: stored[0]!.id });
    expect(mixed.baseline.common.itemsHash).toBeNull();
  });

  /** A run of one metric, item by item; an item without a score where `score` is left out. */
  const measured = (
    name: string,
    values: Readonly<Record<string, number | string | readonly number[]>>,
    told: Partial<BoardRun> & { score?: number | undefined } = { score: 1 },
  ) => {
    const { score, ...run } = told;
    const results = Object.entries(values).flatMap(([item, given]) =>
      [given].flat().map((value) => ({
        item,
        score,
        metrics: { [name]: value },
        latencyMs: null,
        costUsd: null,
      })),
    );
    return runOf({}, { ...run, results });
  };

  it("compares metrics item by item by a paired t, on any scale", async () => {
    // Student's sleep data: t.test(extra ~ group, data = sleep, paired = TRUE) of R's manual, in minutes.
    const hours = [
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
      [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    ].map((group) => Object.fromEntries(group.map((value, index) => [`item-${index}`, value * 60])));
    await orm.em.fork().insert(Metric, { name: "extra sleep", higherIsBetter: true });
    const { metrics, score } = await compareTwo(
      measured("extra sleep", { ...hours[0], only: 500 }),
      measured("extra sleep", { ...hours[1], "not the same": 500 }),
    );
    expect(metrics).toEqual([
      {
        name: "extra sleep",
        higherIsBetter: true,
        items: 10,
        baseline: expect.closeTo(0.75 * 60, 9),
        candidate: expect.closeTo(2.33 * 60, 9),
        difference: expect.closeTo(1.58 * 60, 9),
        interval: { low: expect.closeTo(0.7001142 * 60, 5), high: expect.closeTo(2.4598858 * 60, 5) },
        pValue: expect.closeTo(0.002833, 6),
      },
    ]);
    expect(score).toMatchObject({ difference: 0 });
  });

  it("averages a metric's repeats first, and leaves out what is a word", async () => {
    const { metrics } = await compareTwo(
      measured("tone", { a: [0, 0, 0, 1], b: "left", c: 3, d: 1 }),
      measured("tone", { a: [1], b: 1, c: "right", d: [2, 4] }),
    );
    expect(metrics).toMatchObject([
      { name: "tone", higherIsBetter: null, items: 2, baseline: 0.625, candidate: 2, difference: 1.375 },
    ]);
  });

  it("compares a metric of answers that nobody has scored, and within the models that both have run", async () => {
    const [unscored, compared] = [{ score: undefined }, { label: "pr", score: undefined }];
    await storeBoard(orm, [
      measured("bleu", { a: 10, b: 10 }, { ...unscored, label: "main", model: 0 }),
      measured("bleu", { a: 90, b: 90 }, { ...unscored, label: "main", model: 1 }),
      measured("bleu", { a: 20, b: 30 }, { ...compared, model: 0 }),
    ]);
    const found = await compare({ label: "main" }, { label: "pr" });
    expect(found).toMatchObject({ matchedBy: ["model"], sharedItems: 0, pairing: "unpaired" });
    expect(found.metrics).toMatchObject([{ name: "bleu", items: 2, baseline: 10, candidate: 25 }]);
  });

  it("has no row of a metric that one group lacks, and knows of one item the difference alone", async () => {
    const { metrics } = await compareTwo(measured("tone", { a: 1 }), measured("other", { a: 1 }));
    expect(metrics).toEqual([]);
    expect((await compareTwo(runOf({ a: 1 }), measured("other", { a: 1 }))).metrics).toEqual([]);
    expect((await compareTwo(measured("x", { a: 1 }), measured("x", { a: 3 }))).metrics).toMatchObject([
      { items: 1, difference: 2, interval: null, pValue: null },
    ]);
  });

  it("has no change where a metric is the same, however its repeats add up", async () => {
    const { metrics } = await compareTwo(
      measured("tone", { a: [0.1, 0.1, 0.1], b: [0.1], c: [0.1, 0.1, 0.1] }),
      measured("tone", { a: [0.1], b: [0.1, 0.1, 0.1], c: [0.1] }),
    );
    expect(metrics).toMatchObject([{ difference: 0, interval: { low: 0, high: 0 }, pValue: 1 }]);
  });

  it("shows the metrics of the most items first, and at most so many", async () => {
    const many = (items: readonly string[]) =>
      runOf(
        {},
        {
          results: items.map((item, index) => ({
            item,
            score: 1,
            metrics: Object.fromEntries(
              Array.from({ length: MAX_METRICS }, (_, metric) => [
                `${index} ${String(metric).padStart(2, "0")}`,
                1,
              ]),
            ),
            latencyMs: null,
            costUsd: null,
          })),
        },
      );
    const run = many(["a", "b"]);
    const both = { ...run, results: [...run.results, { ...run.results[1]!, item: "c" }] };
    const { metrics } = await compareTwo(both, both);
    expect(metrics).toHaveLength(MAX_METRICS);
    expect(metrics.map(({ items }) => items)).toEqual(metrics.map(() => 2));
    expect(metrics[0]!.name).toBe("1 00");
  });

  it("refuses the same runs twice, and groups that overlap in part", async () => {
    const [first] = await storeBoard(orm, [
      runOf({ a: 0 }, { label: "main", model: 0 }),
      runOf({ a: 0 }, { label: "pr", model: 0 }),
      runOf({ a: 1 }, { label: "main", model: 1 }),
    ]);
    const group = { runId: first!.id };
    await expect(compare(group, { ...group, label: "main" })).rejects.toThrow(/^candidate: is the same runs/);
    const overlapping = compare({ label: "main" }, { modelId: first!.modelId });
    await expect(overlapping).rejects.toThrow(InvalidRun);
    await expect(overlapping).rejects.toThrow(/^candidate: 1 of its 2 runs are in baseline too/);
  });

  it("says which group has no completed run, and why", async () => {
    const stored = await storeBoard(orm, [
      runOf({ a: 1 }),
      runOf({ a: 1 }, { status: "running", label: "next" }),
      runOf({ a: 1 }, { status: "failed" }),
    ]);
    const [completed, running, failed] = stored.map(({ id }) => ({ runId: id }));
    await expect(compare({ runId: nobody }, completed!)).rejects.toThrow(RunNotFound);
    await expect(compare(completed!, { runId: nobody })).rejects.toThrow(/^candidate.runId: no run/);
    await expect(compare(running!, completed!)).rejects.toThrow(RunConflict);
    await expect(compare(completed!, failed!)).rejects.toThrow(/^candidate.runId: run .* is failed/);
    await expect(compare({ label: "next" }, completed!)).rejects.toThrow(NotFound);
    await expect(compare(completed!, { ...completed!, label: "none" })).rejects.toThrow(
      /^candidate: run .* does not have this label/,
    );
  });

  it("refuses a group of more results than can be read in time, before it reads one", async () => {
    const [first] = await storeBoard(orm, [runOf({ a: 1 })]);
    const em = orm.em.fork();
    const [row] = await em.createQueryBuilder(Run).select("*").execute<RequiredEntityData<Run>[]>("all");
    await em.insert(Run, { ...row!, ...large });
    await expect(compare({ label: "large" }, { runId: first!.id })).rejects.toThrow(
      /^baseline: its 1 runs have 500001 results, and at most 500000 can be compared/,
    );
  });

  it("has of a group of many runs only what is common to all", async () => {
    await storeBoard(orm, [
      runOf({ a: 1 }, { label: "main", model: 0, completedAt: 1 }),
      runOf({ a: 1 }, { label: "main", model: 1, completedAt: 3 }),
      runOf({ a: 1 }, { label: "pr", completedAt: 2 }),
    ]);
    const { baseline } = await compare({ label: "main" }, { label: "pr" });
    expect(baseline.common).toMatchObject({
      run: null,
      model: null,
      label: "main",
      prompt: { name: "prompt" },
    });
    expect(baseline.common.dataset?.name).toBe("dataset-0");
    expect([baseline.firstCompletedAt, baseline.lastCompletedAt]).toEqual([
      "2026-03-01T00:01:00.000Z",
      "2026-03-01T00:03:00.000Z",
    ]);
  });
});
