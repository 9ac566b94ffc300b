import { CompareRuns, Comparison, MAX_METRICS, type RunGroup } from "@evalboard/contract";
import { Metric, type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import { rebuildFacts } from "@evalboard/facts";
import type { RequiredEntityData } from "@mikro-orm/core";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, NotFound, RunConflict, RunNotFound } from "../errors.ts";
import { createRunStore, type RunStore } from "../store.ts";
import { comparisonCase, merged as mergedNames, repeatedBoard } from "../testing/arbitrary-comparison.ts";
import { type BoardRun, type Merged, runOf, storeBoard, storeReferences } from "../testing/board.ts";
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

/** Hundreds on a machine with time. */
const numRuns = Number(process.env["COMPARISONS"] ?? 10);

const [all, none, half] = [
  { a: 1, b: 1, c: 1, d: 1 },
  { a: 0, b: 0, c: 0, d: 0 },
  { a: 1, b: 0, c: 1, d: 0 },
];
/**
 * Groups that are parts of a version, and one that holds the whole of another, among runs that count and runs that do not;
 * they vary by more than their items do.
 */
const boardOfHistory = [
  runOf({ a: 1, b: 1, c: 0, d: 1, e: 1 }, { label: "main" }),
  runOf({ a: [1, 0], b: 0, c: 0, d: 1 }, { label: "pr" }),
  runOf(half, { label: "main", limited: true }),
  ...[all, none, all, none].map((scores) => runOf(scores)),
  ...[all, none].map((scores) => runOf(scores, { label: "main", version: 2 })),
  // That ran but once.
  runOf({ a: Array<number>(9).fill(1) }, { version: 1 }),
  // Of another dataset that both groups ran, and of another model.
  runOf(all, { dataset: 1, label: "main" }),
  runOf({ a: 1, b: 1, c: 1, d: 0 }, { dataset: 1, label: "pr" }),
  ...[half, all, half].map((scores) => runOf(scores, { dataset: 1 })),
  ...[half, half, half].map((scores) => runOf(scores, { model: 1 })),
];
const histories: [BoardRun[], Merged][] = [
  [boardOfHistory, {}],
  [boardOfHistory, { model: { 1: 0 }, dataset: { 1: 0 } }],
];

/** Leaves rows of a generation that is gone and not swept away yet, beside the current one. */
async function leaveFacts(orm: Orm): Promise<void> {
  for (const table of ["facts", "item_facts"]) {
    await orm.em
      .fork()
      .execute(
        `insert into ${table} select (jsonb_populate_record(row, '{"generation": 0}')).* from ${table} row on conflict do nothing`,
      );
  }
}

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
        else expectComparison(await compare(baseline, candidate), { ...groups, known: null });
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it(
    "knows by facts how other runs of the same model and dataset vary, of other versions and of its own",
    async () => {
      await fc.assert(
        fc.asyncProperty(repeatedBoard, mergedNames, async (board, merged) => {
          const known = await storeBoard(orm, board, merged);
          await rebuildFacts({ orm, timeZone: "UTC", now: new Date() });
          await leaveFacts(orm);
          const asked = { baseline: { label: "main" }, candidate: { label: "pr" } };
          const groups = referenceGroups(known, asked);
          if (groups instanceof RegExp) throw new Error(`there is a run of each: ${groups}`);
          expectComparison(await compare(asked.baseline, asked.candidate), { ...groups, known });
        }),
        { numRuns, endOnFailure: true, examples: histories },
      );
    },
    60_000 + numRuns * 5_000,
  );

  it("counts the items that flipped, and says McNemar's mid-p of them beside the verdict", async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `item-${index}`);
    const scores = (passed: number) =>
      runOf(Object.fromEntries(keys.map((key, index) => [key, index < passed ? 1 : 0])));
    const { change } = await compareTwo(scores(2), scores(8));
    // 2 · ½⁶ less half of the chance of just these: of six that flipped all one way.
    expect(change.passes).toEqual({ both: 2, neither: 2, gained: 6, lost: 0, pValue: 0.015625 });
    expect(change).toMatchObject({ difference: 0.6, remarks: ["single runs"], verdict: "too little to say" });
    expect(change.adjustedPValue).toBe(change.pValue);
  });

  it("has a p-value of 1 where no item flipped", async () => {
    const run = runOf({ a: 1, b: 0, c: 1 });
    const { change } = await compareTwo(run, run);
    expect(change.passes).toEqual({ both: 2, neither: 1, gained: 0, lost: 0, pValue: 1 });
    expect(change).toMatchObject({ pValue: 1, difference: 0, oneLook: { pValue: 1 } });
  });

  it("is surer of many items that all flipped", async () => {
    const items = (score: number) =>
      runOf(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`item-${index}`, score])));
    const { change } = await compareTwo(items(1), items(0));
    expect(change).toMatchObject({ difference: -1, verdict: "worse", passes: { lost: 60 } });
  });

  it("compares partial scores, and counts as passed what does", async () => {
    const { change } = await compareTwo(runOf({ a: 0.2, b: 0.4, c: 0.6 }), runOf({ a: 0.3, b: 0.6, c: 0.9 }));
    expect(change.difference).toBeCloseTo(0.2, 9);
    expect(change.passes).toMatchObject({ gained: 1, lost: 0 });
  });

  it("averages the repeats of an item first, whatever their number", async () => {
    const { score, change } = await compareTwo(
      runOf({ a: [1, 1, 1, 0], b: 0 }),
      runOf({ a: [0, 1], b: [1, 1, 1, 1, 1, 1] }),
    );
    expect(change).toMatchObject({ sharedItems: 2, difference: 0.375 });
    expect(score).toEqual({ baseline: 0.375, candidate: 0.75 });
  });

  it("counts errored results and leaves them out of every score", async () => {
    const compared = await compareTwo(
      runOf({ a: [1, null], b: null, c: 1 }),
      runOf({ a: null, b: 1, c: [null, null, 0] }),
    );
    expect(compared.change).toMatchObject({ sharedItems: 1, baselineOnlyItems: 1, candidateOnlyItems: 1 });
    expect(compared.baseline).toMatchObject({ items: 3, scoredItems: 2, results: 4, erroredResults: 2 });
    expect(compared.candidate).toMatchObject({ items: 3, scoredItems: 2, results: 5, erroredResults: 3 });
    expect(compared.score).toEqual({ baseline: 1, candidate: 0 });
    expect(compared.change).toMatchObject({ difference: -1, pValue: null, verdict: "too little to say" });
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
    const { baseline, candidate, change } = await compareTwo(suite([]), suite(["v3", "v7", "v11"]));
    expect([baseline.passedItems, candidate.passedItems]).toEqual([20, 17]);
    expect(change.passes).toEqual({ both: 17, neither: 0, gained: 0, lost: 3, pValue: 0.125 });
    expect(change.difference).toBeCloseTo(-0.0375, 9);
    const threshold = await compareTwo(
      judged({ v0: [[0.4, true]], v1: [[0.82, false]] }),
      judged({ v0: [[0.4, false]], v1: [[0.82, true]] }),
    );
    expect(threshold.change.passes).toMatchObject({ gained: 1, lost: 1 });
    expect(threshold.change.difference).toBe(0);
  });

  it("takes an item for passed of which half of the scored answers passed", async () => {
    const { baseline, candidate, change } = await compareTwo(
      judged({ a: [[0.1], [0.7], [0.7]], b: [[1], [0.4]], c: [[0.9], [0], [0]], d: [[1], [undefined]] }),
      judged({ a: [[0.4999]], b: [[0]], c: [[0.5]], d: [[undefined], [0], [undefined]] }),
    );
    expect([baseline.passedItems, candidate.passedItems]).toEqual([3, 1]);
    expect(change.passes).toMatchObject({ both: 0, neither: 0, gained: 1, lost: 3 });
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
    expect(compared.change).toMatchObject({
      sharedItems: 1,
      passes: { lost: 1 },
      verdict: "too little to say",
    });
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
    expect(shifted).toMatchObject({ matchedBy: ["model"], change: { sharedItems: 4, difference: 0 } });
    expect((await compare(byVersion(0), byVersion(2))).change.difference).toBe(0);
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
    expect(compared).toMatchObject({ pairing: "unpaired", change: { sharedItems: 0, passes: null } });
    expect(compared.change).toMatchObject({ baselineOnlyItems: 3, candidateOnlyItems: 3 });
    expect(compared.change).toMatchObject({ verdict: null, pValue: null, interval: null, plan: null });
    expect(compared.change.difference).toBeCloseTo(0.6, 9);
    expect(compared.change.oneLook).not.toBeNull();
  });

  it("has no score to compare where all of a group errored", async () => {
    const compared = await compareTwo(runOf({ a: 1, b: 1 }), runOf({ a: null, b: null }));
    expect(compared.score).toEqual({ baseline: 1, candidate: null });
    expect(compared).toMatchObject({
      pairing: "unpaired",
      change: { difference: null, oneLook: null, verdict: null },
    });
  });

  it("pairs no item of one dataset with that of another, nor keys that merely look alike", async () => {
    await storeBoard(orm, [
      runOf({ é: 1, "🙂": 0 }, { label: "main" }),
      runOf({ "🙂": 1, "🙃": 1, e: 1 }, { label: "pr" }),
      runOf({ é: 0 }, { label: "pr", dataset: 1 }),
    ]);
    const compared = await compare({ label: "main" }, { label: "pr" });
    expect(compared).toMatchObject({ change: { sharedItems: 1 }, score: { baseline: 0, candidate: 1 } });
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
      change: { sharedItems: 2, passes: { both: 1, gained: 1, lost: 0 } },
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
    expect(await compareTwo(first, second)).toMatchObject({ change: { sharedItems: 3 }, changedItems: 2 });
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
    const { metrics, change } = await compareTwo(
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
    expect(change.difference).toBe(0);
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
    expect(found).toMatchObject({ matchedBy: ["model"], pairing: "unpaired", change: { sharedItems: 0 } });
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
