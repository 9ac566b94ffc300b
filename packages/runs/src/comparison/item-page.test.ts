import {
  type ComparedItem,
  ComparedItemPage,
  type CompareRuns,
  ItemChange,
  ListComparedItems,
  PREVIEW_LENGTH,
} from "@evalboard/contract";
import type { Orm } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRunStore, type RunStore } from "../store.ts";
import { comparisonCase } from "../testing/arbitrary-comparison.ts";
import { runOf, storeBoard, storeReferences } from "../testing/board.ts";
import { groupOf } from "../testing/group-of.ts";
import { referenceGroups, type ReferenceItem, referenceItems } from "../testing/reference-comparison.ts";
import { resultsOf, startOf } from "../testing/runs-of-test.ts";

const firstTwo = { baseline: { runId: idOf("run", 0) }, candidate: { runId: idOf("run", 1) } };

const changes: Record<ItemChange, (item: ReferenceItem) => boolean> = {
  gained: ({ baselinePasses, candidatePasses }) => !baselinePasses && candidatePasses,
  lost: ({ baselinePasses, candidatePasses }) => baselinePasses && !candidatePasses,
  flipped: ({ baselinePasses, candidatePasses }) => baselinePasses !== candidatePasses,
  rose: ({ baseline, candidate }) => candidate - baseline > 1e-9,
  fell: ({ baseline, candidate }) => candidate - baseline < -1e-9,
  changed: ({ baseline, candidate }) => Math.abs(candidate - baseline) > 1e-9,
  all: () => true,
};

describe.each(engines)("the compared items on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    runs = createRunStore({ orm });
  });
  afterAll(() => orm.close());

  const pageOf = async (query: ListComparedItems) =>
    ComparedItemPage.parse(await runs.comparedItems(ListComparedItems.parse(query)));
  const everyPage = async (query: CompareRuns & { change: ItemChange }, limit: number) => {
    const items: ComparedItem[] = [];
    let cursor: string | null = null;
    do {
      const page = await pageOf({ ...query, limit, cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  };

  it("gives each item that plain loops find once, in their order, on random boards", async () => {
    await fc.assert(
      fc.asyncProperty(
        comparisonCase,
        fc.constantFrom(...ItemChange.options),
        fc.integer({ min: 1, max: 4 }),
        async ({ board, merged, ...asked }, change, limit) => {
          const stored = await storeBoard(orm, board, merged);
          const question = { baseline: groupOf(asked.baseline), candidate: groupOf(asked.candidate) };
          const groups = referenceGroups(stored, {
            baseline: groupOf(asked.baseline, merged),
            candidate: groupOf(asked.candidate, merged),
          });
          fc.pre(!(groups instanceof RegExp));
          const expected = referenceItems(groups.baseline, groups.candidate).filter(changes[change]);
          const items = await everyPage({ ...question, change }, limit);
          expect(items.map(sidesOf)).toEqual(
            expected.map((item) => ({
              ...item,
              baseline: expect.closeTo(item.baseline, 9),
              candidate: expect.closeTo(item.candidate, 9),
            })),
          );
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it("shows the largest change first, ties by dataset and by the code points of the key", async () => {
    const keys = ["b", "a", "B", "～", "🙂", "ä", "a_1"];
    const all = (score: number) => Object.fromEntries(keys.map((key) => [key, score]));
    await storeBoard(orm, [runOf({ ...all(0), z: 0 }), runOf({ ...all(0.5), z: 1 })]);
    const items = await everyPage({ ...firstTwo, change: "changed" }, 2);
    expect(items.map(({ itemKey }) => itemKey)).toEqual(["z", "B", "a", "a_1", "b", "ä", "～", "🙂"]);
  });

  it("shows of each side the latest answer that was scored, and how many its mean is over", async () => {
    await storeBoard(orm, [
      runOf({ a: [0, 0.5] }, { label: "main", completedAt: 2 }),
      runOf({ b: 1, a: 1 }, { label: "main", completedAt: 1 }),
      runOf({ a: null }, { label: "main", completedAt: 3 }),
      runOf({ a: [1, 1, null] }, { label: "pr" }),
    ]);
    const { items } = await pageOf({
      baseline: { label: "main" },
      candidate: { label: "pr" },
      change: "all",
    });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      itemKey: "a",
      dataset: { id: idOf("dataset", 0), name: "dataset-0" },
      baseline: { score: 0.5, results: 3, runId: idOf("run", 0), position: 2, outcome: "partial" },
      candidate: { score: 1, results: 2, runId: idOf("run", 3), position: 2, output: "answer 2" },
      difference: 0.5,
    });
  });

  it("shows of each side whether the item passes, by the verdicts of its tool", async () => {
    const answered = (verdicts: readonly boolean[]) =>
      runOf(
        {},
        {
          results: verdicts.map((passed) => ({
            item: "a",
            score: 0.75,
            passed,
            latencyMs: null,
            costUsd: null,
          })),
        },
      );
    await storeBoard(orm, [answered([true, false]), answered([false, true, false])]);
    const { items } = await pageOf({ ...firstTwo, change: "lost" });
    expect(items).toMatchObject([
      { baseline: { score: 0.75, passed: true }, candidate: { score: 0.75, passed: false }, difference: 0 },
    ]);
    expect((await pageOf({ ...firstTwo, change: "gained" })).items).toEqual([]);
  });

  it("shows no answer of a model that the other group has not run", async () => {
    await storeBoard(orm, [
      runOf({ a: 0 }, { label: "main", model: 0, completedAt: 1 }),
      runOf({ a: 1 }, { label: "main", model: 1, completedAt: 2 }),
      runOf({ a: 0.5 }, { label: "pr", model: 0 }),
    ]);
    const { items } = await pageOf({
      baseline: { label: "main" },
      candidate: { label: "pr" },
      change: "all",
    });
    expect(items[0]?.baseline).toMatchObject({ score: 0, results: 1, runId: idOf("run", 0) });
  });

  it("cuts texts to previews and takes input and expectation from either side", async () => {
    const ids: string[] = [];
    for (const [index, text] of ["🙂".repeat(PREVIEW_LENGTH), "short"].entries()) {
      const { runId } = await runs.start(startOf({ externalId: `texts-${index}` }));
      const [result] = resultsOf(index);
      await runs.addResults({
        runId,
        results: [
          {
            ...result!,
            itemName: index === 0 ? "What people call it" : null,
            output: text,
            reason: text,
            input: index === 0 ? text : null,
            expected: null,
          },
        ],
      });
      await runs.complete({ runId });
      ids.push(runId);
    }
    const { items } = await pageOf({ baseline: { runId: ids[0]! }, candidate: { runId: ids[1]! } });
    const cut = `${"🙂".repeat(PREVIEW_LENGTH / 2)}…`;
    expect(items[0]).toMatchObject({
      itemKey: "item-1",
      itemName: "What people call it",
      input: cut,
      expected: null,
      baseline: { output: cut, reason: cut },
      candidate: { output: "short", reason: "short" },
    });
  });

  it("has no page where nothing is shared, and refuses what a comparison refuses", async () => {
    await storeBoard(orm, [runOf({ a: 1 }), runOf({ b: 1 })]);
    expect(await pageOf({ ...firstTwo, change: "all" })).toEqual({ items: [], nextCursor: null });
    await expect(pageOf({ ...firstTwo, baseline: firstTwo.candidate })).rejects.toThrow(
      /^candidate: is the same/,
    );
  });

  it("refuses the cursor of another question, and one that no page gave", async () => {
    await storeBoard(orm, [runOf({ a: 0, b: 0 }), runOf({ a: 1, b: 1 })]);
    const { nextCursor } = await pageOf({ ...firstTwo, limit: 1 });
    const said = /^cursor: must be the nextCursor of an earlier page of the same question/;
    expect((await pageOf({ ...firstTwo, limit: 7, cursor: nextCursor })).items).toHaveLength(1);
    const reversed = { baseline: firstTwo.candidate, candidate: firstTwo.baseline };
    await expect(pageOf({ ...reversed, cursor: nextCursor })).rejects.toThrow(said);
    await expect(pageOf({ ...firstTwo, change: "all", cursor: nextCursor })).rejects.toThrow(said);
    const question = nextCursor!.split("_")[0];
    for (const cursor of [
      "x",
      "_",
      `${question}_1e9_${idOf("dataset", 0)}_a`,
      `${question}_9999999999_${idOf("dataset", 0)}_a`,
      `${question}_1_nobody_a`,
      `${question}_-1_${idOf("dataset", 0)}_a`,
      `${question}_1_${idOf("dataset", 0)}`,
      `${question}_1_${idOf("dataset", 0)}_\0`,
      "🙂".repeat(200),
    ]) {
      await expect(pageOf({ ...firstTwo, cursor })).rejects.toThrow(said);
    }
  });
});

function sidesOf({ dataset, itemKey, baseline, candidate }: ComparedItem): ReferenceItem {
  return {
    datasetId: dataset.id,
    itemKey,
    baseline: baseline.score,
    candidate: candidate.score,
    baselineResults: baseline.results,
    candidateResults: candidate.results,
    baselinePasses: baseline.passed,
    candidatePasses: candidate.passed,
    baselineAnswer: [baseline.runId, baseline.position],
    candidateAnswer: [candidate.runId, candidate.position],
  };
}
