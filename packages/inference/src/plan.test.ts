import { describe, expect, test } from "vitest";
import { type Change, changeFigures, changeOf, type PairedStratum } from "./change.ts";
import { planFor } from "./plan.ts";
import { detectableWith } from "./sequential.ts";
import { randomOf } from "./testing/random.ts";
import { type BoardNature, simulatedBoard } from "./testing/simulated-boards.ts";

/** Two strata of so many runs a side. */
const strataOf = (newer: number, older: number): PairedStratum[] =>
  ["a", "b"].map((dataset) => ({
    dataset,
    newer: { n: newer },
    older: { n: older },
    items: 50,
    newerMean: 0.5,
    olderMean: 0.5,
    inverseAnswers: 50 * (1 / newer + 1 / older),
    history: { runSquares: 0, runFreedom: 0, itemSquares: 0, itemFreedom: 0 },
  }));
const sure = 1e9;
/** A change whose variance is of the items themselves, of noise in their answers, and of good days and bad ones. */
const changeWith = (between: number, noise: number, extra: number): Change => ({
  difference: 0,
  newerMean: 0.5,
  olderMean: 0.5,
  sharedItems: 100,
  items: { variance: between + noise, freedom: sure },
  noise,
  runs: { variance: extra, freedom: sure },
  total: { variance: between + noise + extra, freedom: sure },
  singleRuns: false,
});
const detectableOf = (variance: number) => detectableWith({ variance, freedom: sure });

describe("what settles a change of 0.05", () => {
  test("is items where they differ, whatever the runs", () => {
    const plan = planFor(changeWith(0.001, 0, 0), strataOf(2, 2), 0.05)!;
    expect(plan).toMatchObject({ needs: "items", moreRuns: null });
    const after = (more: number) => detectableOf(0.001 / ((100 + more) / 100));
    expect(after(plan.moreItems!)).toBeLessThanOrEqual(0.05);
    expect(after(plan.moreItems! - 1)).toBeGreaterThan(0.05);
  });

  test("is runs where whole runs vary, whatever the items", () => {
    const plan = planFor(changeWith(0.00001, 0, 0.001), strataOf(2, 2), 0.05)!;
    expect(plan).toMatchObject({ needs: "runs", moreItems: null });
    const after = (more: number) => detectableOf(0.00001 + (0.001 * 2) / (2 + more));
    expect(after(plan.moreRuns!)).toBeLessThanOrEqual(0.05);
    expect(after(plan.moreRuns! - 1)).toBeGreaterThan(0.05);
  });

  test("is either where answers are noise, and runs are said to be needed", () => {
    const plan = planFor(changeWith(0.00005, 0.001, 0), strataOf(2, 2), 0.05)!;
    expect(plan.needs).toBe("runs");
    const byRuns = (more: number) => detectableOf(0.00005 + (0.001 * 2) / (2 + more));
    expect([byRuns(plan.moreRuns!) <= 0.05, byRuns(plan.moreRuns! - 1) <= 0.05]).toEqual([true, false]);
    const byItems = (more: number) => detectableOf(0.00105 / ((100 + more) / 100));
    expect([byItems(plan.moreItems!) <= 0.05, byItems(plan.moreItems! - 1) <= 0.05]).toEqual([true, false]);
  });

  test("on the side with few runs counts for more", () => {
    const change = changeWith(0, 0.001, 0);
    const balanced = planFor(change, strataOf(2, 2), 0.05)!.moreRuns!;
    expect(planFor(change, strataOf(1, 100), 0.05)!.moreRuns!).toBeLessThan(balanced);
  });

  test("is nothing where it would be seen already, or nothing is known", () => {
    expect(planFor(changeWith(0.0001, 0, 0), strataOf(2, 2), 0.05)).toBeNull();
    expect(planFor({ ...changeWith(0.01, 0, 0), sharedItems: 1 }, strataOf(2, 2), 0.05)).toBeNull();
  });

  test("may be neither", () => {
    expect(planFor(changeWith(0.001, 0, 0.001), strataOf(2, 2), 0.05)).toEqual({
      moreRuns: null,
      moreItems: null,
      needs: "items",
    });
  });

  test("of single runs is items: nothing is known of the noise of their answers", () => {
    const change = { ...changeWith(0.005, 0, 0.001), singleRuns: true };
    expect(planFor(change, strataOf(1, 1), 0.05)).toMatchObject({ moreRuns: null, needs: "items" });
  });

  test("is fewer runs than they vary where that is hardly known: they tell", () => {
    const change = changeWith(0.00001, 0, 0.0005);
    const known = planFor(change, strataOf(1, 1), 0.05)!.moreRuns!;
    const guessed = { ...change, runs: { ...change.runs, freedom: 4 } };
    const told = planFor(guessed, strataOf(1, 1), 0.05)!.moreRuns!;
    expect(told).toBeGreaterThan(known);
    // By four degrees of freedom alone it would take t(0.9995, 4) / z, 2.6 times as long a margin and 6.8 times the runs.
    expect(told).toBeLessThan(3 * known);
  });
});

test("as many runs as planned find the change, four times in five or a little less", () => {
  const nature: BoardNature = { datasets: [60, 60, 60], newer: 3, older: 3, sdRun: 0.15, history: 6 };
  const random = randomOf(1);
  const draw = (runsASide: number, lift: number) => {
    const board = simulatedBoard(random, { ...nature, newer: runsASide, older: runsASide, lift });
    return { ...board, change: changeOf(board.strata, board.clusters)! };
  };
  const plans = Array.from({ length: 40 }, () => {
    const { change, strata } = draw(3, 0);
    return planFor(change, strata, 0.05)?.moreRuns ?? 0;
  });
  const median = plans.toSorted((a, b) => a - b)[20]!;
  // 0.41 in log-odds is 0.05
  const found = Array.from({ length: 120 }, () => changeFigures(draw(3 + median, 0.41).change)).filter(
    ({ pValue }) => pValue! < 0.05,
  );
  expect(found.length / 120).toBeGreaterThan(0.65);
  expect(found.length / 120).toBeLessThan(0.98);
});
