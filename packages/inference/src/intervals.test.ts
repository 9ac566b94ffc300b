import { describe, expect, test } from "vitest";
import { proportionInterval, scoreInterval } from "./intervals.ts";

describe("proportion interval", () => {
  test("is Wilson's, by the closed form of Newcombe (1998), Statistics in Medicine 17, table I, method 3", () => {
    const rounded = (count: number, n: number) => {
      const { low, high } = proportionInterval(count, n);
      return [low, high].map((end) => Number(end.toFixed(4)));
    };
    expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
    expect(rounded(15, 148)).toEqual([0.0624, 0.1605]);
    expect(rounded(0, 20)).toEqual([0, 0.1611]);
    expect(rounded(1, 29)).toEqual([0.0061, 0.1718]);
  });

  test("says nothing without observations", () => {
    expect(proportionInterval(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe("score interval", () => {
  const runs = { mean: 0.5, variance: 0.04, items: 1e9 };

  test.each([
    // t(0.975, n - 1): scipy.stats.t.ppf, SciPy 1.17.1
    [2, 12.706204736174694],
    [3, 4.302652729749462],
    [11, 2.228138851986274],
    [31, 2.0422724563012378],
  ])("of %d runs is the mean ± t s / √n, where items are many", (n, t) => {
    const margin = (t * 0.2) / Math.sqrt(n);
    expect(scoreInterval({ ...runs, n })?.low).toBeCloseTo(Math.max(0, 0.5 - margin), 12);
    expect(scoreInterval({ ...runs, n })?.high).toBeCloseTo(Math.min(1, 0.5 + margin), 12);
  });

  test.each([
    // scipy.stats.binomtest(k, n).proportion_ci(method="wilson"), SciPy 1.17.1
    [1, 20, { low: 0.8388748419471808, high: 1 }],
    [1, 40, { low: 0.9123783988027133, high: 1 }],
    [0, 40, { low: 0, high: 1 - 0.9123783988027133 }],
    [0.8, 70, { low: 0.6918335550374693, high: 0.8769526075163704 }],
  ])("of runs that all scored %d is Wilson's of their %d items", (mean, items, wilson) => {
    const interval = scoreInterval({ n: 5, mean, variance: 0, items });
    expect(interval?.low).toBeCloseTo(wilson.low, 9);
    expect(interval?.high).toBeCloseTo(wilson.high, 9);
  });

  test("contains the mean and stays within [0, 1]", () => {
    for (const mean of [0, 1e-12, 0.3, 0.999, 1]) {
      for (const variance of [0, 1e-30, 0.01, 0.3]) {
        const { low, high } = scoreInterval({ n: 3, mean, variance, items: 30 }) ?? { low: 2, high: -1 };
        expect([0 <= low, low <= mean, mean <= high, high <= 1]).toEqual([true, true, true, true]);
      }
    }
  });

  test.each([0, 1])("is null of %d runs", (n) => {
    expect(scoreInterval({ n, mean: 1, variance: null, items: 20 })).toBeNull();
  });
});
