import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { componentsOf, type ItemSpread, itemsInterval, itemsVariance, type MeanPart } from "./items.ts";
import { sumOf } from "./testing/simulated-board.ts";

/** Of each item's answers. */
function spreadOf(items: readonly (readonly number[])[]): ItemSpread {
  const about = items.map((answers) => {
    const mean = sumOf(answers, (answer) => answer) / answers.length;
    return { mean, squares: sumOf(answers, (answer) => (answer - mean) ** 2) };
  });
  return {
    items: items.length,
    answers: sumOf(items, (answers) => answers.length),
    sum: sumOf(about, ({ mean }) => mean),
    squares: sumOf(about, ({ mean }) => mean ** 2),
    withinSquares: sumOf(about, ({ squares }) => squares),
  };
}

/** One run of items, each asked once. */
function oneRun(scores: readonly number[], share = 1) {
  const mean = sumOf(scores, (score) => score) / scores.length;
  const spread = spreadOf(scores.map((score) => [score]));
  return { share, mean, runs: 1, itemsPerRun: scores.length, spread };
}

const passes = (passed: number, failed: number) => [
  ...Array<number>(passed).fill(1),
  ...Array<number>(failed).fill(0),
];

const graded = [0.2, 0.9, 1, 0.55, 0.7, 0];

/** Runs that do not vary but by their items. */
const alike = { variance: 0, freedom: 1 };

describe("the interval of a mean by its items", () => {
  test.each([
    // testing/items-intervals.R, from the items themselves.
    ["14 of 20 pass", [passes(14, 6)], 0.471990946916907, 0.858968544107815],
    ["all of 20 pass", [passes(20, 0)], 0.827398727561805, 1],
    ["none of 2 passes", [passes(0, 2)], 0, 0.981757111127071],
    ["480 of 500 pass", [passes(480, 20)], 0.938990644478707, 0.973975034091943],
    ["graded items", [graded], 0.230222703424748, 0.842354956487803],
    ["three datasets", [passes(14, 6), passes(50, 0), graded], 0.602412394598042, 0.859535573910416],
  ])("of runs that ask each item once is the formula's on the items: %s", (_, datasets, low, high) => {
    const parts = datasets.map((scores) => oneRun(scores, 1 / datasets.length));
    const mean = sumOf(parts, (part) => part.share * part.mean);
    const interval = itemsInterval(mean, parts, alike);
    expect(interval?.low).toBeCloseTo(low, 10);
    expect(interval?.high).toBeCloseTo(high, 10);
  });

  test.each([
    // Likewise.
    ["14 of 20 pass", [passes(14, 6)], 0.055 ** 2, 4, 0.466580956342004, 0.86157953699236],
    ["480 of 500 pass", [passes(480, 20)], 0.055 ** 2, 4, 0.916953976595504, 0.981191252291467],
    [
      "three datasets",
      [passes(14, 6), passes(50, 0), graded],
      0.01,
      7.5,
      0.595948845814466,
      0.862753632345401,
    ],
  ])("has what whole runs vary beside: %s", (_, datasets, variance, freedom, low, high) => {
    const parts = datasets.map((scores) => oneRun(scores, 1 / datasets.length));
    const mean = sumOf(parts, (part) => part.share * part.mean);
    const interval = itemsInterval(mean, parts, { variance, freedom });
    expect(interval?.low).toBeCloseTo(low, 10);
    expect(interval?.high).toBeCloseTo(high, 10);
  });

  test("does not narrow towards 0 as the same items are asked again", () => {
    const items = [...Array<number[]>(14).fill(passes(9, 1)), ...Array<number[]>(6).fill(passes(2, 8))];
    const widthOf = (runs: number) => {
      const part = { share: 1, mean: 0.69, runs, itemsPerRun: 20, spread: spreadOf(items) };
      const { low, high } = itemsInterval(0.69, [part], { variance: 0.055 ** 2, freedom: 4 });
      return high - low;
    };
    expect(widthOf(1)).toBeCloseTo(0.394, 2);
    // However often: between the items stays 14 · 6 / 20 / 19 · 0.7² less the noise, and t(0.975, 19) is 2.09.
    expect(widthOf(1e6)).toBeCloseTo(0.285, 2);
  });

  test("rests on the fewest items where nine of ten runs are small", () => {
    const spread = spreadOf(passes(4_000, 1_000).map((score) => [score]));
    const itemsPerRun = 10 / (1 / 5_000 + 9 / 5);
    const interval = itemsInterval(0.98, [{ share: 1, mean: 0.98, runs: 10, itemsPerRun, spread }], alike);
    expect(interval?.low).toBeLessThan(0.7);
  });

  test("holds the mean, within [0, 1], whatever is asked", () => {
    const scores = fc.array(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const part = fc
      .tuple(
        scores,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 1, max: 9, noNaN: true }),
      )
      .map(([items, mean, runs, itemsPerRun]): MeanPart => ({
        share: 1,
        mean,
        runs,
        itemsPerRun,
        spread: spreadOf(items),
      }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
        const shared = parts.map((each) => ({ ...each, share: 1 / parts.length }));
        const mean = sumOf(shared, (each) => each.share * each.mean);
        const { low, high } = itemsInterval(mean, shared, alike) ?? { low: 2, high: -1 };
        expect([0 <= low, low <= mean, mean <= high, high <= 1, low < high]).toEqual(Array(5).fill(true));
      }),
    );
  });

  test("is null without a part", () => {
    expect(itemsInterval(0, [], alike)).toBeNull();
  });
});

describe("the variance between and within items", () => {
  test("is that of the analysis of variance where all are asked alike", () => {
    const { between, within } = componentsOf(
      spreadOf([
        [1, 1, 0],
        [1, 0, 0],
        [1, 1, 1],
        [0, 1, 0],
      ]),
    );
    // testing/items-intervals.R, by aov.
    expect(between).toBeCloseTo(0.0185185185185184, 12);
    expect(within).toBeCloseTo(0.25, 12);
  });

  test("is not below 0, and all between where no item was asked twice", () => {
    expect(
      componentsOf(
        spreadOf([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toEqual({ between: 0, within: 0.5 });
    expect(componentsOf(spreadOf([[1], [0]]))).toEqual({ between: 0.5, within: 0 });
  });

  test("leaves something where one item was asked once, or none is known", () => {
    const none = { items: 0, answers: 0, sum: 0, squares: 0, withinSquares: 0 };
    for (const spread of [none, spreadOf([[1]])]) {
      expect(itemsVariance({ mean: 1, runs: 1, itemsPerRun: 1, spread })).toBeCloseTo(1 / 9, 12);
    }
  });
});
