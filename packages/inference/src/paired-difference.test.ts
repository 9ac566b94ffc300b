import { expect, test } from "vitest";
import { pairedDifference } from "./paired-difference.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { sleep } from "./testing/sleep.ts";

/** The sleep data's differences, in so many hours. */
function sleepDifference(hours: number) {
  const { n, mean, variance } = sampleOf(
    sleep.second.map((value, index) => (value - sleep.first[index]!) / hours),
  );
  return pairedDifference({ n, mean, deviation: Math.sqrt(variance!) });
}

test("where changes vary much is Student's t", () => {
  // t.test(extra ~ group, data = sleep, paired = TRUE) of R's manual: p = 0.002833, hours from 0.7001142 to 2.4598858
  const { difference, interval, pValue, detectable } = sleepDifference(3);
  expect(difference).toBeCloseTo(1.58 / 3, 12);
  expect(interval?.low).toBeCloseTo(0.7001142 / 3, 7);
  expect(interval?.high).toBeCloseTo(2.4598858 / 3, 7);
  expect(pValue).toBeCloseTo(0.002833, 6);
  // (t(0.975, 9) + t(0.8, 9)) s / √n by SciPy 1.17.1
  expect(detectable).toBeCloseTo(0.4078311337394504, 12);
});

test("where they vary little counts one changed item beside", () => {
  // By SciPy 1.17.1 from the variance (9 s²/n + 4/n²) / 13 and 13 degrees of freedom
  const { interval, pValue, detectable } = sleepDifference(10);
  expect(interval?.low).toBeCloseTo(0.019259454789322644, 12);
  expect(interval?.high).toBeCloseTo(0.2967405452106774, 12);
  expect(pValue).toBeCloseTo(0.028654788328339648, 12);
  expect(detectable).toBeCloseTo(0.19462234940067025, 12);
});

test("of items that all stayed alike it takes fifteen to rule out a change of 0.1", () => {
  // If a tenth of the items changed, fifteen would show it four times in five: 1 - 0.9 ** 15 = 0.794.
  const unchanged = (n: number) => pairedDifference({ n, mean: 0, deviation: 0 });
  expect(unchanged(15).pValue).toBe(1);
  expect(unchanged(14).detectable).toBeCloseTo(0.103, 3);
  expect(unchanged(15).detectable).toBeCloseTo(0.093, 3);
});

test("two items that changed alike prove nothing", () => {
  expect(pairedDifference({ n: 2, mean: 0.5, deviation: 1e-17 }).pValue).toBeGreaterThan(0.05);
});

test("keeps the interval within [-1, 1]", () => {
  expect(pairedDifference({ n: 2, mean: 1, deviation: 0 }).interval?.high).toBe(1);
  expect(pairedDifference({ n: 2, mean: -0.9, deviation: 0.2 }).interval?.low).toBe(-1);
});

test("knows the difference alone of one item", () => {
  expect(pairedDifference({ n: 1, mean: 0.25, deviation: null })).toEqual({
    difference: 0.25,
    interval: null,
    pValue: null,
    detectable: null,
  });
});
