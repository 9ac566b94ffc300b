import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Change, changeFigures, changeOf } from "./change.ts";
import { differenceWith } from "./differences.ts";
import { randomOf } from "./testing/random.ts";
import { simulatedBoard } from "./testing/simulated-boards.ts";
import { type Answers, type AskedStratum, boardOf, noAnswers, record } from "./testing/simulated-items.ts";
import { sleep } from "./testing/sleep.ts";

type Scores = readonly (number | null)[];

const answersOf = (runs: readonly Scores[]): Answers => {
  const answers = noAnswers(runs[0]!.length);
  for (const scores of runs) record(answers, scores);
  return answers;
};
const changeIn = (asked: readonly AskedStratum[]) => {
  const { strata, clusters } = boardOf(asked);
  return changeOf(strata, clusters);
};
/** A model on a dataset, each item's score one run against another whose scores are all in the middle. */
const single = (dataset: string, differences: readonly number[]): AskedStratum => ({
  dataset,
  newer: answersOf([differences.map((difference) => (1 + difference) / 2)]),
  older: answersOf([differences.map((difference) => (1 - difference) / 2)]),
});

const first = [1, 0, 0, -1, 1, 1, 0, 0.5, 0, 1, 0.25, 0];
const second = [0, 0.5, 0, -1, 1, 0, 0, 1, 0, 1, 0, -0.5];
const third = [1, 0, -1, 0, 1, 0, 0.5, 1];

/** What the items alone say, looked at once. */
const byItems = ({ difference, items }: Change) => differenceWith(difference, [items]);

describe("of the items alone, looked at once", () => {
  const sleepDifferences = (hours: number) =>
    sleep.second.map((value, index) => (value - sleep.first[index]!) / hours);

  test("is Student's t of the paired items where they vary much", () => {
    // t.test(extra ~ group, data = sleep, paired = TRUE) of R's manual: p = 0.002833, hours from 0.7001142 to 2.4598858
    const { difference, ...oneLook } = byItems(changeIn([single("a", sleepDifferences(3))])!);
    expect(difference).toBeCloseTo(1.58 / 3, 12);
    expect(oneLook.pValue).toBeCloseTo(0.002833, 6);
    expect(oneLook.interval!.low).toBeCloseTo(0.7001142 / 3, 7);
    expect(oneLook.interval!.high).toBeCloseTo(2.4598858 / 3, 7);
  });

  test("counts one changed item beside where they vary little", () => {
    // By SciPy 1.17.1 from the variance (9 s²/n + 4/n²) / 13 and 13 degrees of freedom
    const oneLook = byItems(changeIn([single("a", sleepDifferences(10))])!);
    expect(oneLook.interval!.low).toBeCloseTo(0.019259454789322644, 12);
    expect(oneLook.interval!.high).toBeCloseTo(0.2967405452106774, 12);
    expect(oneLook.pValue).toBeCloseTo(0.028654788328339648, 12);
  });

  test("counts an item once, whatever the models that were asked it", () => {
    // scipy.stats.ttest_1samp((first + second) / 2, 0)
    const oneLook = byItems(changeIn([single("a", first), single("a", second)])!);
    expect(oneLook.pValue).toBeCloseTo(0.17002159561515776, 10);
    expect(oneLook.interval!.high).toBeCloseTo(0.5987127507768715, 10);
  });

  test("has each dataset's own variance", () => {
    // scipy.stats.ttest_ind(first, -third, equal_var=False), which is Welch's, of half the difference
    const { difference, ...oneLook } = byItems(changeIn([single("a", first), single("b", third)])!);
    expect(difference).toBeCloseTo(0.3125, 12);
    expect(oneLook.pValue).toBeCloseTo(0.06051060796932696, 10);
    expect(oneLook.interval!.low).toBeCloseTo(-0.01585635514292466, 10);
  });

  test("is not sure of items that nothing happened to, nor of those that all changed alike", () => {
    const none = byItems(changeIn([single("a", Array(15).fill(0))])!);
    expect(none.pValue).toBe(1);
    expect(none.interval!.high).toBeGreaterThan(0.05);
    const all = byItems(changeIn([single("a", [0.25, 0.25, 0.25])])!);
    expect(all.pValue).toBeGreaterThan(0.05);
  });

  test("is not sure by many items of one dataset of what two of another did", () => {
    const many = Array.from({ length: 100 }, (_, item) => (item % 10 === 0 ? (item % 20 ? 1 : -1) : 0));
    const { difference, ...oneLook } = byItems(changeIn([single("a", many), single("b", [1, 1])])!);
    expect(difference).toBeCloseTo(0.5, 12);
    expect(oneLook.pValue).toBeGreaterThan(0.05);
  });
});

describe("of single runs", () => {
  test("says that they are single, and takes them to vary as runs do", () => {
    const change = changeIn([single("a", first), single("b", third)])!;
    expect(change).toMatchObject({ singleRuns: true, noise: 0 });
    // Half of a deviation of 0.055 for each of four runs, which the middle scores have all of, a share of c(1 − c) = 1/4
    expect(change.runs.variance).toBeCloseTo(4 * 0.25 * 0.055 ** 2 * 0.25, 12);
    expect(change.runs.freedom).toBe(4);
    expect(change.total.variance).toBeCloseTo(change.items.variance + change.runs.variance, 12);
  });

  test("is less sure of a change where scores are in the middle than where nearly all pass", () => {
    const runsOf = (share: number) => {
      const scores = Array.from({ length: 100 }, (_, item) => (item < 100 * share ? 1 : 0));
      return changeIn([{ dataset: "a", newer: answersOf([scores]), older: answersOf([scores]) }])!.runs;
    };
    expect(runsOf(0.5).variance / runsOf(0.99).variance).toBeGreaterThan(10);
  });
});

describe("of several runs", () => {
  /** Runs that differ as wholes, a model with a version before, one that was asked less, and a dataset run once by each. */
  const asked: AskedStratum[] = [
    {
      dataset: "a",
      newer: answersOf([
        [1, 1, 0.5, 0.75, 1, 1],
        [0.75, 0.5, 0.25, 0.5, 0.5, 0.75],
      ]),
      older: answersOf([
        [0.25, 0.5, 0, 0.25, 0.5, 0.5],
        [0.75, 0.75, 0.5, 1, 0.5, 1],
        [0, 0.25, 0.25, 0.25, 0, 0.25],
      ]),
      past: [
        answersOf([
          [0.5, 0.5, 0.25, 0.5, 0.25, 0.75],
          [0.75, 1, 0.5, 0.75, 0.75, 1],
        ]),
      ],
    },
    {
      dataset: "a",
      newer: answersOf([[1, 1, 0.5, 0.75, 1, null]]),
      older: answersOf([
        [0.25, 0.5, 0, 0.25, 0.5, 0.75],
        [0.5, 0.75, 0.5, 0.5, 0.5, null],
      ]),
    },
    { dataset: "b", newer: answersOf([[1, 0.5, 1, 0.75]]), older: answersOf([[0.25, 0.25, 0.5, null]]) },
  ];

  test("has the parts and figures of the same in NumPy and SciPy", () => {
    // NumPy 2.4 and SciPy 1.17.1, from these scores
    const change = changeIn(asked)!;
    expect(change.difference).toBeCloseTo(0.3732394366197183, 12);
    expect(change.newerMean - change.olderMean).toBe(change.difference);
    expect(change.items.variance).toBeCloseTo(0.008553472635500011, 12);
    expect(change.items.freedom).toBeCloseTo(14.96765567877839, 9);
    expect(change.runs.variance).toBeCloseTo(0.019709641314979078, 12);
    expect(change.runs.freedom).toBeCloseTo(7.02225373627279, 9);
    expect(change.noise).toBeCloseTo(0.006607884314141282, 12);
    expect(change.total.variance).toBeCloseTo(0.02826311395047909, 12);
    expect(change.total.freedom).toBeCloseTo(13.26743496873529, 9);
    expect(change).toMatchObject({ sharedItems: 9, singleRuns: false });
    const { interval, pValue, oneLook, detectable } = changeFigures(change);
    expect(oneLook!.pValue).toBeCloseTo(0.044418261939841434, 10);
    expect(oneLook!.interval.low).toBeCloseTo(change.difference - 0.36245053891642015, 10);
    expect(pValue).toBeCloseTo(0.5979563138913045, 8);
    expect(interval).toEqual({ low: expect.closeTo(change.difference - 0.7581038339689818, 8), high: 1 });
    expect(detectable).toBeCloseTo(0.9024671098285924, 8);
  });

  test("of which none asked an item again, tell nothing of good days and bad ones", () => {
    const halves = (score: number): Answers =>
      answersOf([
        [score, score, null, null],
        [null, null, score, 1 - score],
      ]);
    const change = changeIn([{ dataset: "a", newer: halves(1), older: halves(0) }])!;
    expect(change).toMatchObject({ noise: 0, singleRuns: false });
    // They are taken to vary as runs do, of which there are two a side.
    expect(change.runs.variance).toBeCloseTo(0.055 ** 2 * 0.25, 12);
    expect(change.runs.freedom).toBe(4);
  });

  test("whatever the board, they are never surer than their items, and turn round with the sides", () => {
    const random = randomOf(1);
    const runs = fc.integer({ min: 1, max: 4 });
    const sizes = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(sizes, runs, runs, fc.constantFrom(1, 3), (datasets, newer, older, models) => {
        const { strata, clusters } = simulatedBoard(random, { datasets, newer, older, models, sdRun: 0.5 });
        const change = changeOf(strata, clusters)!;
        const turned = changeOf(
          strata.map((each) => ({
            ...each,
            newer: each.older,
            older: each.newer,
            newerMean: each.olderMean,
            olderMean: each.newerMean,
          })),
          clusters.map((each) => ({ ...each, sum: -each.sum })),
        )!;
        const figures = changeFigures(change);
        const turnedFigures = changeFigures(turned);
        expect(turned.difference + change.difference).toBeCloseTo(0, 12);
        expect(change.total.variance).toBeGreaterThanOrEqual(change.items.variance);
        if (change.sharedItems < 2) {
          expect(figures).toMatchObject({ interval: null, pValue: null, oneLook: null, detectable: null });
          return;
        }
        expect(figures.pValue).toBeGreaterThanOrEqual(figures.oneLook!.pValue);
        expect(figures.interval!.low).toBeLessThanOrEqual(figures.oneLook!.interval.low);
        expect(turnedFigures.pValue! - figures.pValue!).toBeCloseTo(0, 9);
        expect(turnedFigures.interval!.low).toBeCloseTo(-figures.interval!.high, 9);
        expect(figures.detectable).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

test("a difference of all or nothing is 1, whatever the weights", () => {
  const strata = [3, 7, 11, 13].map((n) => ({
    dataset: "a",
    newer: answersOf(Array.from({ length: n }, () => [1, 1])),
    older: answersOf(Array.from({ length: 2 * n + 1 }, () => [0, 0])),
  }));
  expect(changeIn(strata)).toMatchObject({ difference: 1, newerMean: 1, olderMean: 0 });
});

test("without a shared item there is none", () => {
  const apart = { newer: answersOf([[1, null]]), older: answersOf([[null, 0]]) };
  expect(changeIn([{ dataset: "a", ...apart }])).toBeNull();
  expect(changeOf([], [])).toBeNull();
});

test("of one shared item there is the difference alone", () => {
  const change = changeIn([{ dataset: "a", newer: answersOf([[1, 0]]), older: answersOf([[0.25, null]]) }])!;
  expect(changeFigures(change)).toEqual({
    difference: 0.75,
    interval: null,
    pValue: null,
    oneLook: null,
    detectable: null,
  });
});

test("what is said to be detectable is called a change four times in five", () => {
  const random = randomOf(2);
  let found = 0;
  for (let board = 0; board < 400; board++) {
    const { strata, clusters } = simulatedBoard(random, { datasets: [50, 50], newer: 5, older: 5 });
    const change = changeOf(strata, clusters)!;
    const shifted = { ...change, difference: change.difference + changeFigures(change).detectable! };
    if (changeFigures(shifted).pValue! < 0.05) found++;
  }
  // Its variance is estimated, and a little on the safe side.
  expect(found / 400).toBeGreaterThan(0.76);
  expect(found / 400).toBeLessThan(0.92);
});
