import { CompareRuns, Comparison, type RunGroup } from "@evalboard/contract";
import { type Orm, Run } from "@evalboard/db";
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
      fc.asyncProperty(comparisonCase, async ({ board, ...asked }) => {
        const stored = await storeBoard(orm, board);
        const baseline = groupOf(asked.baseline);
        const candidate = groupOf(asked.candidate);
        const groups = referenceGroups(stored, { baseline, candidate });
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

  it("takes half for a pass, also where floats add up to a little less", async () => {
    const { passes } = await compareTwo(runOf({ a: [0.1, 0.7, 0.7] }), runOf({ a: [0.4999] }));
    expect(passes).toMatchObject({ lost: 1 });
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
