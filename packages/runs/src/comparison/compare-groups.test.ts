import {
  CompareGroups,
  CompareRuns,
  type ComparedItem,
  GroupsComparison,
  ListComparedItems,
  type RunGroup,
} from "@evalboard/contract";
import { type Orm, Run } from "@evalboard/db";
import { createTestOrm, engines, idOf } from "@evalboard/db/testing";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidRun, NotFound } from "../errors.ts";
import { createRunStore, type RunStore } from "../store.ts";
import { comparisonCase, merged as mergedNames, repeatedBoard } from "../testing/arbitrary-comparison.ts";
import { type BoardRun, runOf, storeBoard, storeReferences } from "../testing/board.ts";
import { groupOf } from "../testing/group-of.ts";
import { ResultsRow } from "./rows.ts";

/** Hundreds on a machine with time, drawn anew. */
const comparisons = process.env["COMPARISONS"];
const drawn =
  comparisons === undefined
    ? { numRuns: 8, seed: 4, endOnFailure: true }
    : { numRuns: Number(comparisons), endOnFailure: true };

/** Any two groups of a board, most of which share a run or are empty, and two labels that do not. */
const twoGroups = fc.oneof(
  comparisonCase,
  fc.record({
    board: repeatedBoard,
    merged: mergedNames,
    baseline: fc.constant({ label: "main" }),
    candidate: fc.constant({ label: "pr" }),
  }),
);

/** Twenty items, of which the first `passed` are right; each took so long, and cost so much. */
function twenty(passed: number, told: Partial<BoardRun> = {}, [latencyMs, costUsd] = [100, 0.01]): BoardRun {
  const results = Array.from({ length: 20 }, (_, index) => ({
    item: `item ${String(index).padStart(2, "0")}`,
    score: index < passed ? 1 : 0,
    latencyMs: latencyMs + index,
    costUsd,
  }));
  return { ...runOf({}), results, ...told };
}

describe.each(engines)("several groups on %s", (engine) => {
  let orm: Orm;
  let runs: RunStore;

  beforeAll(async () => {
    orm = await createTestOrm(engine);
    await storeReferences(orm);
    runs = createRunStore({ orm });
  });
  afterAll(() => orm.close());

  const compare = async (...groups: RunGroup[]) =>
    GroupsComparison.parse(await runs.compareGroups(CompareGroups.parse({ groups })));
  const each = (...indices: number[]) => indices.map((index) => ({ runId: idOf("run", index) }));

  /** All shared items, the largest change first. */
  const itemsOf = async (baseline: RunGroup, candidate: RunGroup) => {
    const asked = ListComparedItems.parse({ baseline, candidate, change: "all", limit: 100 });
    return (await runs.comparedItems(asked)).items;
  };
  const scoresOf = ({ dataset, itemKey, baseline, candidate }: ComparedItem) => ({
    dataset,
    itemKey,
    scores: [baseline.score, candidate.score].map((score) => expect.closeTo(score, 10)),
  });

  it("have, where they are two, the figures of the comparison of two, on random boards", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(twoGroups, async ({ board, merged, ...pair }) => {
        await storeBoard(orm, board, merged);
        const [baseline, candidate] = [groupOf(pair.baseline), groupOf(pair.candidate)];
        const two = await runs
          .compare(CompareRuns.parse({ baseline, candidate }))
          .catch((error: unknown) => error);
        const several = await compare(baseline, candidate).catch((error: unknown) => error);
        // Of two where one lies within the other that one has the rest; of several none may share a run.
        if (several instanceof Error) {
          if (!(two instanceof Error)) expect(several.message).toMatch(/are in groups\[0\] too/);
          return;
        }
        if (two instanceof Error) throw two;
        compared++;
        const { groups, pairs, tellingItems } = several as GroupsComparison;
        const {
          baseline: one,
          candidate: other,
          pairing,
          score,
          change,
          matchedBy,
        } = two as Awaited<ReturnType<RunStore["compare"]>>;
        expect(groups.map(({ figures }) => figures)).toEqual([one, other].map(closely));
        // To the last digit: these are of one source.
        expect(groups.map(({ figures }) => ResultsRow.parse(figures))).toEqual(
          [one, other].map((figures) => ResultsRow.parse(figures)),
        );
        if (pairing === "unpaired") {
          expect(groups.map(({ apart }) => apart?.reason)).toEqual(["shares no item", "shares no item"]);
          expect([pairs[0]?.change.verdict, tellingItems]).toEqual([null, []]);
          return;
        }
        expect(pairs).toEqual([closely({ baseline: 0, candidate: 1, matchedBy, score, change })]);
        expect(groups.map(({ adjustedScore }) => adjustedScore)).toEqual(
          [score.baseline, score.candidate].map((mean) => expect.closeTo(mean ?? NaN, 8)),
        );
        const items = await itemsOf(baseline, candidate);
        expect(tellingItems.map(({ dataset, itemKey, scores }) => ({ dataset, itemKey, scores }))).toEqual(
          items.map(scoresOf),
        );
      }),
      drawn,
    );
    expect(compared).toBeGreaterThan(1);
  }, 240_000);

  it("are placed by all pairs, with what each costs and takes", async () => {
    await storeBoard(orm, [
      twenty(20, {}, [300, 0.05]),
      twenty(19, {}, [100, 0.02]),
      twenty(2, {}, [50, 0.01]),
      twenty(3, {}, [200, 0.02]),
    ]);
    const { groups, pairs, itemsOfAll, itemsOfSome, tellingItems } = await compare(...each(0, 1, 2, 3));
    expect(groups.map(({ adjustedScore }) => adjustedScore)).toEqual([1, 0.95, 0.1, 0.15]);
    expect(groups.map(({ tiedWith }) => tiedWith)).toEqual([[1], [0], [3], [2]]);
    expect(groups.map(({ rankRange }) => rankRange)).toEqual([
      { best: 1, worst: 2 },
      { best: 1, worst: 2 },
      { best: 3, worst: 4 },
      { best: 3, worst: 4 },
    ]);
    expect(groups.map(({ medianLatencyMs, p95LatencyMs }) => [medianLatencyMs, p95LatencyMs])).toEqual([
      [309, 318],
      [109, 118],
      [59, 68],
      [209, 218],
    ]);
    expect(groups.map(({ frontier }) => [frontier.cost, frontier.latency])).toEqual([
      [true, true],
      [true, true],
      [true, true],
      [false, false],
    ]);
    // No crumbs of adding up twenty results: it is what the runs keep.
    expect(groups.map(({ figures }) => figures.meanCostUsd)).toEqual([0.05, 0.02, 0.01, 0.02]);
    expect(pairs.map(({ baseline, candidate }) => [baseline, candidate])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    // Holm over all six.
    for (const { change } of pairs) expect(change.adjustedPValue).toBeGreaterThanOrEqual(change.pValue ?? 1);
    expect([itemsOfAll, itemsOfSome, tellingItems.length]).toEqual([20, 20, 20]);
    expect(tellingItems[0]).toMatchObject({ itemKey: "item 02", scores: [1, 1, 0, 1], spread: 1 });
    for (const { adjustedScore, adjustedInterval } of groups) {
      expect(adjustedInterval?.low).toBeLessThanOrEqual(adjustedScore ?? NaN);
      expect(adjustedInterval?.high).toBeGreaterThanOrEqual(adjustedScore ?? NaN);
    }
  });

  it("are adjusted for what each pair shares, where not all share the same", async () => {
    // On the hard half 0 and 1 are alike, on the easy one 1 is a tenth better than 2.
    const [hard, easy] = [
      ["a", "b", "c", "d"],
      ["e", "f", "g", "h"],
    ].map((items) => (score: number) => Object.fromEntries(items.map((item) => [item, score]))) as [
      (score: number) => Record<string, number>,
      (score: number) => Record<string, number>,
    ];
    await storeBoard(orm, [runOf(hard(0.4)), runOf({ ...hard(0.4), ...easy(0.9) }), runOf(easy(0.8))]);
    const { groups, itemsOfAll, itemsOfSome } = await compare(...each(0, 1, 2));
    // At the mean of both halves: plain means, 0.4, 0.65 and 0.8, have the worst one first.
    expect(groups.map(({ adjustedScore }) => adjustedScore)).toEqual(
      [0.65, 0.65, 0.55].map((score) => expect.closeTo(score, 9)),
    );
    expect(groups.map(({ sharedItems }) => sharedItems)).toEqual([4, 8, 4]);
    expect([itemsOfAll, itemsOfSome]).toEqual([0, 8]);
  });

  it("stand apart where they share nothing, and it is said what would join them", async () => {
    await storeBoard(orm, [twenty(20), twenty(15), twenty(18, { dataset: 1 })]);
    const { groups } = await compare(...each(0, 1, 2));
    expect(groups.map(({ apart }) => apart)).toEqual([
      null,
      null,
      { reason: "shares no item", join: { datasetId: idOf("dataset", 0), name: "dataset-0" } },
    ]);
    expect(groups[2]).toMatchObject({ adjustedScore: null, rankRange: null, tiedWith: [] });
    expect(groups[2]?.figures.averageScore).toBe(0.9);
    expect(groups[1]?.rankRange).toEqual({ best: 1, worst: 2 });
  });

  it("are refused in words where they overlap, are empty, or have too many results", async () => {
    await storeBoard(orm, [
      twenty(20, { label: "main" }),
      twenty(15, { label: "main", model: 1 }),
      twenty(15, { model: 2 }),
    ]);
    await expect(compare({ label: "main" }, { modelId: idOf("model", 1) })).rejects.toThrow(
      new InvalidRun("groups[1]: 1 of its 1 runs are in groups[0] too; the groups must share no run"),
    );
    await expect(compare({ label: "main" }, { label: "pr" })).rejects.toThrow(NotFound);
    await expect(compare({ label: "main" }, { label: "pr" })).rejects.toThrow(
      "groups[1]: no completed run has this label; runs.list gives those there are",
    );
    await orm.em.fork().transactional(async (em) => {
      // Without the guard of ended runs.
      await em.execute("set local session_replication_role = replica");
      const figures = { totalItems: 200_000, perfectItems: 200_000, failedItems: 0, passedItems: 200_000 };
      await em.nativeUpdate(Run, {}, figures);
    });
    await expect(compare(...each(0, 1, 2))).rejects.toThrow(
      "groups: their runs have 600000 results, and at most 250000 of 3 groups can be compared at once; " +
        "give completedFrom, more in common, or fewer groups",
    );
  });
});

/** Equal but for the last digits of sums, which go by the order of the rows. */
function closely(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value : expect.closeTo(value, 9);
  if (Array.isArray(value)) return value.map(closely);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closely(part)]));
}
