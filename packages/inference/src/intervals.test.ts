import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanInterval, passInterval, proportionInterval, scoreInterval } from "./intervals.ts";
import { passSampleOf } from "./testing/pass-sample-of.ts";

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

  test("holds the rate of none and of all, which rounding would leave out", () => {
    expect(proportionInterval(0, 6).low).toBe(0);
    expect(proportionInterval(9, 9).high).toBe(1);
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

describe("pass interval", () => {
  test.each([
    // survey::svyratio with a run as a cluster, survey 4.1-1 on R 4.2.2; its standard error times √((n - 1) / n · k / (k - 1))
    // and qt(.975, k - 1) of k = Σm² / (Σm)², which leaves it as it is where the runs are of one size.
    ["unequal runs", [17, 9, 31, 4, 22], [20, 20, 40, 10, 25], 0.473381433691988, 0.970096827177578],
    ["equal runs", [60, 50, 81, 70, 20], [100, 100, 100, 100, 100], 0.2728761984096, 0.8511238015904],
    [
      "twelve runs",
      [40, 35, 38, 10, 44, 41, 29, 40, 37, 2, 42, 39],
      Array<number>(12).fill(50),
      0.492435829094491,
      0.830897504238842,
    ],
    [
      "large runs",
      [700_000, 720_001, 690_000],
      Array<number>(3).fill(1_000_000),
      0.665386481119569,
      0.741280852213764,
    ],
    // Two runs at least: of one that outweighs the others as well.
    ["a large run and two small ones", [800, 10, 18], [1_000, 20, 20], 0.467099875472693, 1],
    ["two runs that differ", [50, 80], [100, 100], 0, 1],
    ["hardly any pass", [3, 0, 2, 0], [100, 50, 400, 25], 0, 0.0931631493350531],
  ] as const)(
    "of %s is the ratio of their sums, with the spread of the runs",
    (_, passed, scored, low, high) => {
      const interval = passInterval(passSampleOf(passed, scored));
      expect(interval?.low).toBeCloseTo(low, 12);
      expect(interval?.high).toBeCloseTo(high, 12);
    },
  );

  test.each([
    // prop.test(correct = FALSE) of R 4.2.2
    ["one run", [83], [115], 0.633682115922614, 0.795461050999864],
    [
      "one run and others without a scored item",
      [83, 0, 0],
      [115, 0, 0],
      0.633682115922614,
      0.795461050999864,
    ],
    // scipy.stats.binomtest(k, n).proportion_ci(method="wilson"), SciPy 1.17.1
    ["runs of one rate", [50, 100, 25], [100, 200, 50], 0.44790287743932533, 0.5520971225606747],
    ["runs that all pass", [20, 20], [20, 20], 0.9123783988027133, 1],
    ["runs of which none passes", [0, 0], [20, 20], 0, 1 - 0.9123783988027133],
  ] as const)("of %s is Wilson's of the items", (_, passed, scored, low, high) => {
    const interval = passInterval(passSampleOf(passed, scored));
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });

  test("keeps its digits where large runs differ by an item", () => {
    const sizes = [50_000_000, 50_000_000];
    const { low, high } = passInterval(passSampleOf([49_999_999, 50_000_000], sizes)) ?? { low: 0, high: 0 };
    // One item between them: the rate is 1 - 1e-8, and t(0.975, 1) · 1 / 1e8 is beside it.
    expect(1 - low).toBeCloseTo(1e-8 + 12.70620473617469e-8, 15);
    expect(high).toBe(1);
  });

  test("contains the rate and stays within [0, 1]", () => {
    const numbers = fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(numbers, (runs) => {
        const sample = passSampleOf(
          runs.map(([passed]) => passed),
          runs.map(([passed, others]) => passed + others),
        );
        const interval = passInterval(sample);
        if (interval === null) {
          expect(sample.scored).toBe(0);
          return;
        }
        const { low, high } = interval;
        const rate = sample.passed / sample.scored;
        expect([0 <= low, low <= rate, rate <= high, high <= 1]).toEqual([true, true, true, true]);
      }),
    );
  });

  test("is null where nothing was scored", () => {
    expect(passInterval(passSampleOf([0, 0], [0, 0]))).toBeNull();
  });
});

describe("mean interval", () => {
  test.each([
    // scipy.stats.t.interval(0.95, n - 1, loc=mean, scale=deviation / √n), SciPy 1.17.1
    [{ n: 5, mean: 3.97, variance: 36.12950000000001 }, -3.4933715844722104, 11.43337158447221],
    [{ n: 2, mean: 2.5, variance: 0.5 }, -3.853102368087347, 8.853102368087347],
  ])("of %o is Student's, on any scale", (sample, low, high) => {
    expect(meanInterval(sample)?.low).toBeCloseTo(low, 10);
    expect(meanInterval(sample)?.high).toBeCloseTo(high, 10);
  });

  test("of values that lie far from 0 is as narrow as they lie close together", () => {
    const { low, high } = meanInterval({ n: 3, mean: 1_000_000_002, variance: 7 / 3 }) ?? { low: 0, high: 0 };
    expect(high - low).toBeCloseTo(2 * 4.302652729749462 * Math.sqrt(7 / 9), 6);
  });

  test.each([0, 1])("is null of %d values", (n) => {
    expect(meanInterval({ n, mean: 1, variance: null })).toBeNull();
  });
});
