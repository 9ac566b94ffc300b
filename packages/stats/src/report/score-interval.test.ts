import { expect, test } from "vitest";
import { scoreInterval } from "./score-interval.ts";

test.each([
  // t(0.975, n - 1) as @stdlib/stats-base-dists-t-quantile 0.2.3 gives it
  [2, 12.706204736174694],
  [3, 4.302652729749462],
  [6, 2.570581835636314],
  [11, 2.2281388519862744],
  [31, 2.0422724563012378],
  [51, 2.008559112100761],
  [1_001, 1.9623390808264078],
  [1_000_001, 1.9599663568141068],
])("of %d runs is the mean ± t s / √n", (scoredRuns, t) => {
  const scoreDeviation = 0.04;
  const interval = scoreInterval({ scoredRuns, averageScore: 0.5, scoreDeviation });
  const margin = (t * scoreDeviation) / Math.sqrt(scoredRuns);
  expect(interval?.low).toBeCloseTo(0.5 - margin, 8);
  expect(interval?.high).toBeCloseTo(0.5 + margin, 8);
});

test("is cut to [0, 1]", () => {
  expect(scoreInterval({ scoredRuns: 2, averageScore: 0.5, scoreDeviation: 0.7 })).toEqual({
    low: 0,
    high: 1,
  });
});

test("is a point where all runs scored alike", () => {
  expect(scoreInterval({ scoredRuns: 5, averageScore: 0.8, scoreDeviation: 0 })).toEqual({
    low: 0.8,
    high: 0.8,
  });
});

test.each([
  { scoredRuns: 0, averageScore: null, scoreDeviation: null },
  { scoredRuns: 1, averageScore: 1, scoreDeviation: null },
])("is null of $scoredRuns scored runs", (row) => {
  expect(scoreInterval(row)).toBeNull();
});
