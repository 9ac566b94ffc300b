import { expect, test } from "vitest";
import { independentDifference } from "./independent-difference.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { sleep } from "./testing/sleep.ts";

/** n values that repeat the given ones. */
const repeated = (values: readonly number[], times: number) =>
  sampleOf(Array.from({ length: times }, () => values).flat());
const perfect = (n: number) => ({ n, mean: 1, variance: 0, items: n });

test("where scores vary much is Welch's t", () => {
  // t.test(extra ~ group, data = sleep) of R's manual: p = 0.07939, hours from -3.3654832 to 0.2054832, drug 1 less 2.
  // Spread over more than [0, 1], so that the two items more, at 0 and 1, lie within the spread.
  const [first, second] = [sleep.first, sleep.second].map((hours) =>
    sampleOf(hours.map((value) => value / 3.6)),
  );
  const { difference, interval, pValue } = independentDifference(second!, first!);
  expect(difference).toBeCloseTo(1.58 / 3.6, 12);
  expect(pValue).toBeCloseTo(0.07939, 5);
  expect(interval?.low).toBeCloseTo(-0.2054832 / 3.6, 7);
  expect(interval?.high).toBeCloseTo(3.3654832 / 3.6, 7);
});

test("where scores are 0 and 1 is never surer than Agresti and Caffo's", () => {
  // p̃ = (x + 1) / (n + 2) of 10 of 10 and 8 of 10: error² = Σ p̃(1 - p̃) / (n + 2)
  const candidate = perfect(10);
  const { interval } = independentDifference(candidate, sampleOf([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]));
  const [a, b] = [(11 / 12) * (1 / 12), (9 / 12) * (3 / 12)].map((variance) => variance / 12);
  // t(0.975, 15.2894) by SciPy 1.17.1, of Welch's degrees of freedom
  expect(interval?.high).toBeCloseTo(0.2 + 2.1279409032268286 * Math.sqrt(a! + b!), 9);
});

test("perfect items alone are no proof, however alike", () => {
  const none = { n: 2, mean: 0, variance: 0, items: 2 };
  expect(independentDifference(perfect(2), none).pValue).toBeGreaterThan(0.05);
  expect(independentDifference(perfect(2), perfect(2))).toMatchObject({ difference: 0, pValue: 1 });
  expect(independentDifference(perfect(10), { ...none, n: 10, items: 10 }).pValue).toBeLessThan(1e-4);
});

test("of many items the two more make no difference", () => {
  const [candidate, baseline] = [repeated([0.9, 0.8, 1, 0.7], 5_000), repeated([0.9, 0.8, 0.95, 0.7], 5_000)];
  const error = Math.sqrt((candidate.variance! + baseline.variance!) / 20_000);
  const { difference, interval } = independentDifference(candidate, baseline);
  expect((interval!.high - difference) / (1.96 * error)).toBeCloseTo(1, 2);
});

test("knows the difference alone where a group has one item", () => {
  const one = { n: 1, mean: 0.25, variance: null, items: 1 };
  expect(independentDifference(one, perfect(9))).toEqual({
    difference: -0.75,
    interval: null,
    pValue: null,
    detectable: null,
  });
});
