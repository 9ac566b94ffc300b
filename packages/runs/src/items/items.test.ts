import { DatasetItems, DatasetVersions, ItemHistory, ListDatasetItems } from "@evalboard/contract";
import { itemSorts } from "@evalboard/contract/words";
import { type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotFound } from "../errors.ts";
import { type BoardRun, instantOf, runOf, storeBoard, storeReferences } from "../testing/board.ts";
import {
  answersOf,
  referenceItems,
  referenceSets,
  referenceStrips,
  type StandFor,
} from "../testing/reference-items.ts";
import { createItemReader, type ItemReader } from "./reader.ts";

const nobody = "00000000-0000-7000-8000-000000000000";
const noAliases: StandFor = { model: [0, 1, 2], dataset: [0, 1, 2], version: [0, 1, 2] };
const aliases: StandFor = { model: [0, 1, 0], dataset: [0, 0, 2], version: [0, 1, 1] };

const result = fc.record({
  item: fc.constantFrom("a", "b", "c", "Ä"),
  // Quarters, whose sums are exact in any order.
  score: fc.constantFrom(0, 0.25, 0.5, 0.75, 1, null, undefined),
  latencyMs: fc.constant(null),
  costUsd: fc.constant(null),
  texts: fc.record({ input: fc.constantFrom(null, "one", "two"), expected: fc.constantFrom(null, "x") }),
});
const run: fc.Arbitrary<BoardRun> = fc.record({
  status: fc.constantFrom("completed", "completed", "completed", "completed", "failed", "running"),
  model: fc.nat(2),
  dataset: fc.constantFrom(0, 0, 1, 2),
  version: fc.nat(2),
  label: fc.constant(null),
  completedAt: fc.integer({ min: 1, max: 6 }),
  results: fc.array(result, { minLength: 1, maxLength: 6 }),
});
const boards = fc.tuple(fc.array(run, { maxLength: 14 }), fc.constantFrom(noAliases, aliases));

describe.each(engines)("items on %s", (engine) => {
  let orm: Orm;
  let items: ItemReader;
  /** Where the windows of all periods but `all` begin, in minutes. */
  let beginning = 0;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    items = createItemReader({
      orm,
      windowOf: (period) =>
        period === "all" ? null : { from: new Date(instantOf(beginning)), to: new Date("2100-01-01") },
    });
  });
  afterAll(() => orm.close());

  const list = async (query: Partial<ListDatasetItems> = {}) =>
    DatasetItems.parse(
      await items.list(ListDatasetItems.parse({ datasetId: idOf("dataset", 0), period: "all", ...query })),
    );
  const history = async (itemKey: string, dataset = 0) =>
    ItemHistory.parse(await items.history({ datasetId: idOf("dataset", dataset), itemKey }));
  const versions = async (dataset = 0) =>
    DatasetVersions.parse(await items.versions({ datasetId: idOf("dataset", dataset) })).versions;

  it("have the history that plain loops over the same runs give, on random boards", async () => {
    await fc.assert(
      fc.asyncProperty(boards, async ([board, names]) => {
        const answers = answersOf(await storeBoard(orm, board, names), names, 1);
        for (const item of ["a", "Ä"]) {
          const latest = answers.find((answer) => answer.item === item);
          if (!latest) {
            await expect(history(item, 1)).rejects.toThrow(NotFound);
            continue;
          }
          const found = await history(item, 1);
          expect(found).toMatchObject({
            dataset: { id: idOf("dataset", names.dataset[1]!), name: `dataset-${names.dataset[1]}` },
            itemKey: item,
            input: latest.texts!.input,
            expected: latest.texts!.expected,
            answers: answers.filter((answer) => answer.item === item).length,
          });
          const strips = found.strips.map(({ model, prompt, answers: own, ...figures }) => ({
            model: [0, 1, 2].findIndex((index) => idOf("model", index) === model.id),
            version: [0, 1, 2].findIndex((index) => idOf("promptVersion", index) === prompt.versionId),
            ...figures,
            answers: own.map(({ runId, position, completedAt, score, passed }) => ({
              runId,
              position,
              completedAt,
              score,
              passed,
            })),
          }));
          expect(strips).toEqual(referenceStrips(answers, item));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("are listed as plain loops over the same runs list them, on random boards", async () => {
    await fc.assert(
      fc.asyncProperty(boards, fc.nat(6), async ([board, names], from) => {
        beginning = from;
        const stored = await storeBoard(orm, board, names);
        const answers = answersOf(stored, names, 0, { from });
        const all = referenceItems(answers);
        const totals = {
          totalItems: all.length,
          runs: new Set(answers.map((answer) => answer.run.id)).size,
          tellingNothing: all.filter(({ tellsNothing }) => tellsNothing).length,
        };
        const rate = (item: (typeof all)[number]) => item.passed / item.scored;
        const byKey = (a: { itemKey: string }, b: { itemKey: string }) => (a.itemKey < b.itemKey ? -1 : 1);
        const expected = {
          hardest: all
            .filter(({ scored }) => scored > 0)
            .toSorted(
              (a, b) =>
                rate(a) - rate(b) || a.averageScore! - b.averageScore! || b.scored - a.scored || byKey(a, b),
            ),
          flipping: all
            .filter(({ flips }) => flips > 0)
            .toSorted((a, b) => b.flips - a.flips || a.followed - b.followed || byKey(a, b)),
          "telling nothing": all
            .filter(({ tellsNothing }) => tellsNothing)
            .toSorted((a, b) => b.scored - a.scored || a.passed - b.passed || byKey(a, b)),
        };
        for (const sort of itemSorts) {
          const rows = expected[sort].map(({ tellsNothing: _tellsNothing, ...item }) => item);
          expect(await list({ sort, period: "7d" })).toEqual({ ...totals, items: rows });
          expect((await list({ sort, period: "7d", limit: 1 })).items).toEqual(rows.slice(0, 1));
        }
        const ever = new Set(answersOf(stored, names, 0).map((answer) => answer.run.id));
        expect((await list()).runs).toBe(ever.size);
      }),
      { numRuns: 20 },
    );
  });

  it("are sets that change as plain loops over the same runs say, on random boards", async () => {
    await fc.assert(
      fc.asyncProperty(boards, async ([board, names]) => {
        // One after the other, so that it is certain which set came first.
        const apart = board.map((told, index) => ({
          ...told,
          completedAt: 1 + ((index * 5) % board.length),
        }));
        const distinct = new Set(apart.map(({ completedAt }) => completedAt)).size === apart.length;
        fc.pre(distinct);
        const answers = answersOf(await storeBoard(orm, apart, names), names, 0);
        const sets = referenceSets(answers).toSorted((a, b) => a.first - b.first);
        const expected = sets.map((set, index) => ({
          firstCompletedAt: instantOf(set.first),
          lastCompletedAt: instantOf(set.last),
          runs: set.runs,
          items: set.items.size,
          change: index === 0 ? null : set.changeFrom(sets[index - 1]!.items),
        }));
        const found = await versions();
        expect(found.map(({ itemsHash: _itemsHash, ...version }) => version)).toEqual(expected.toReversed());
        expect(new Set(found.map(({ itemsHash }) => itemsHash)).size).toBe(found.length);
      }),
      { numRuns: 30 },
    );
  });

  it("have a mean of 0 where it is too small for a double", async () => {
    await storeBoard(orm, [runOf({ a: [5e-324, 0] })]);
    expect((await history("a")).strips).toMatchObject([{ scored: 2, averageScore: 0 }]);
    expect((await list()).items).toMatchObject([{ itemKey: "a", averageScore: 0 }]);
  });

  it("show the beginnings of answers, and the item's own texts whole", async () => {
    const long = "x".repeat(501);
    const told = runOf({ a: 1 });
    await storeBoard(orm, [
      {
        ...told,
        results: told.results.map((own) => ({ ...own, texts: { input: long, reason: long, itemName: "A" } })),
      },
    ]);
    const { input, itemName, strips } = await history("a");
    expect([input, itemName]).toEqual([long, "A"]);
    expect(strips[0]!.answers[0]).toMatchObject({
      outcome: "perfect",
      output: "answer 1",
      reason: `${"x".repeat(500)}…`,
    });
    expect((await list()).items).toMatchObject([{ itemName: "A", input: `${"x".repeat(500)}…` }]);
  });

  it("are counted over the latest 200 runs, and the history shows the latest 1,000 answers of all", async () => {
    // All at once: then the order of their ids says which is left out.
    const board = Array.from({ length: 201 }, (_, index) =>
      runOf({ a: index === 0 ? [0, 0, 0, 0, 0] : [1, 1, 1, 1, 1] }),
    );
    await storeBoard(orm, board);
    expect(await list()).toMatchObject({ runs: 200, items: [{ scored: 1_000, passed: 1_000 }] });
    const { answers, strips } = await history("a");
    expect(answers).toBe(1_005);
    expect(strips).toMatchObject([{ scored: 1_000, passed: 1_000 }]);
  });

  it("are counted over fewer runs where those have very many results", async () => {
    const results = { totalItems: 150_000, perfectItems: 150_000, passedItems: 150_000 };
    const [first] = await storeBoard(orm, [
      runOf({ a: 1 }, { status: "running" }),
      runOf({ b: 1 }, { completedAt: 2 }),
    ]);
    const figures = { averageScore: 1, partialItems: 0, failedItems: 0, erroredItems: 0, unscoredItems: 0 };
    const counted = { measuredItems: 0, pricedItems: 0, inputCountedItems: 0, outputCountedItems: 0 };
    const ended = {
      status: "completed" as const,
      completedAt: new Date(instantOf(1)),
      metrics: [],
      itemsHash: "",
    };
    await orm.em.fork().nativeUpdate(Run, first!.id, { ...results, ...figures, ...counted, ...ended });
    expect(await list()).toMatchObject({ runs: 2, totalItems: 2 });
    await orm.em.fork().nativeDelete(Run, {});
    const large = await storeBoard(orm, [
      runOf({ a: 1 }, { status: "running" }),
      runOf({ b: 1 }, { status: "running" }),
    ]);
    for (const [index, { id }] of large.entries()) {
      const completedAt = new Date(instantOf(index + 1));
      await orm.em
        .fork()
        .nativeUpdate(Run, id, { ...results, ...figures, ...counted, ...ended, completedAt });
    }
    // Together they have too many: the later one alone.
    expect(await list()).toMatchObject({ runs: 1, items: [{ itemKey: "b" }] });
  });

  it("of no completed run are none, and of no dataset not found", async () => {
    await storeBoard(orm, [runOf({ a: 1 }, { status: "running" })]);
    expect(await list()).toEqual({ items: [], totalItems: 0, runs: 0, tellingNothing: 0 });
    expect(await versions()).toEqual([]);
    await expect(history("a")).rejects.toThrow(
      new NotFound(
        'itemKey: no completed run of this dataset asked "a"; items.list gives those that were asked',
      ),
    );
    const absent = new NotFound(`datasetId: no dataset ${nobody} here; runs.catalogue gives those there are`);
    await expect(items.history({ datasetId: nobody, itemKey: "a" })).rejects.toThrow(absent);
    await expect(list({ datasetId: nobody })).rejects.toThrow(absent);
    await expect(items.versions({ datasetId: nobody })).rejects.toThrow(absent);
  });
});
