import { describe, expect, test } from "vitest";
import { meanInterval, proportionInterval } from "./intervals.ts";

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
