import { describe, expect, test } from "vitest";
import { adjustedMean, type ScoredPart } from "./adjusted-mean.ts";
import { itemsInterval } from "./items.ts";
import { type Cell, rankTwoWay } from "./two-way.ts";

const cells = [
  ["a", "x", 0.9, 4e-4, 20],
  ["a", "y", 0.7, 9e-4, 30],
  ["a", "z", 0.55, 1e-3, 15],
  ["b", "x", 0.85, 5e-4, 25],
  ["b", "y", 0.75, 6e-4, 40],
  ["c", "x", 0.8, 2e-3, 10],
  ["c", "y", 0.62, 7e-4, 35],
  ["c", "z", 0.4, 3e-4, 50],
].map(([model, dataset, mean, variance, freedom]) => {
  const of = { model, dataset, mean, variance, freedom, runs: 8 } as Omit<
    Cell,
    "levelVariance" | "levelInterval"
  >;
  return { ...of, levelVariance: of.variance, levelInterval: { low: 0, high: 1 } };
});
const { fit } = rankTwoWay(cells);
const ofRuns = { variance: 0.055 ** 2, freedom: 4 };

/** Items of which the variance between and that within are as is said. */
function partOf(
  dataset: string,
  { mean, runs, items, between, within }: Record<"mean" | "runs" | "items" | "between" | "within", number>,
): ScoredPart {
  const answers = 2 * items;
  const ofMeans = (between + within / 2) * (items - 1);
  const spread = {
    items,
    answers,
    sum: items * mean,
    squares: ofMeans + items * mean ** 2,
    withinSquares: within * (answers - items),
  };
  return { dataset, mean, runs, itemsPerRun: items, spread };
}
const x = { mean: 0.9, runs: 2, items: 40, between: 0.05, within: 0.03 };
const y = { mean: 0.7, runs: 2, items: 25, between: 0.1, within: 0.06 };
const z = { mean: 0.55, runs: 2, items: 30, between: 0.12, within: 0.08 };

describe("the adjusted mean", () => {
  // The values are of testing/adjusted-means.R.
  test.each([
    [
      "on the easiest dataset alone",
      [partOf("x", { ...x, mean: 0.95 })],
      [0.768189599649, 0.688927875848, 0.847451323449],
    ],
    [
      "on two, unequally",
      [partOf("x", { ...x, runs: 1 }), partOf("z", { ...z, mean: 0.5, runs: 3 })],
      [0.683354091799, 0.603993745395, 0.762714438203],
    ],
    [
      "that are all there are",
      [x, y, z].map((each, index) => partOf("xyz"[index]!, { ...each, runs: 8 })),
      [0.716666666667, 0.680832185308, 0.752501148026],
    ],
  ] as const)("is R's, of runs %s", (_, parts, [score, low, high]) => {
    const found = adjustedMean(fit, "a", parts, ofRuns);
    expect(found?.score).toBeCloseTo(score, 9);
    expect(found?.interval.low).toBeCloseTo(Math.max(0, low), 9);
    expect(found?.interval.high).toBeCloseTo(Math.min(1, high), 9);
  });

  test("is the plain mean, with the interval of a mean, where all models ran one dataset", () => {
    const { fit: alone } = rankTwoWay(cells.filter(({ dataset }) => dataset === "x"));
    const part = partOf("x", { ...x, mean: 0.93 });
    expect(adjustedMean(alone, "a", [part], ofRuns)).toEqual({
      runs: 2,
      score: 0.93,
      interval: itemsInterval(0.93, [{ ...part, share: 1 }], ofRuns),
    });
  });

  test("leaves out what is not on the mix, and is none of nothing", () => {
    const [on, off] = [partOf("x", x), partOf("w", y)];
    expect(adjustedMean(fit, "a", [on, off], ofRuns)).toEqual(adjustedMean(fit, "a", [on], ofRuns));
    expect(adjustedMean(fit, "a", [off], ofRuns)).toBeNull();
    expect(adjustedMean(fit, "a", [], ofRuns)).toBeNull();
  });
});
