import { expect, test } from "vitest";
import { stratifiedRatio } from "./ratio.ts";

/** So many runs whose latencies have this geometric mean, and logarithms of this variance. */
const runs = (n: number, meanMs: number, variance: number | null = 0.04) => ({
  n,
  mean: Math.log(meanMs),
  variance: n < 2 ? null : variance,
});
/** The 97.5 % and the 80 % quantile of Student's t with 4 degrees of freedom. */
const [t, power] = [2.7764451052, 0.9409645725];

test("one pair: Student's t over the logarithms", () => {
  const found = stratifiedRatio([{ model: "a", newer: runs(3, 150), older: runs(3, 100) }])!;
  const error = Math.sqrt(0.04 * (1 / 3 + 1 / 3));
  expect(found.ratio).toBeCloseTo(1.5, 12);
  expect(found.interval!.low).toBeCloseTo(1.5 * Math.exp(-t * error), 8);
  expect(found.interval!.high).toBeCloseTo(1.5 * Math.exp(t * error), 8);
  expect(found.detectable).toBeCloseTo(Math.exp((t + power) * error), 8);
  // In closed form with 4 degrees of freedom: 1 − 1.5 (x − x³ / 3), of x = t / √(4 + t²).
  const x = Math.log(1.5) / error / Math.hypot(2, Math.log(1.5) / error);
  expect(found.pValue).toBeCloseTo(1 - 1.5 * (x - x ** 3 / 3), 10);
  expect(found.mostMoved).toEqual({ model: "a", ratio: expect.closeTo(1.5, 12) });
});

test("several pairs weigh by their runs on both sides, and a mix of slower ones is no slowdown", () => {
  const found = stratifiedRatio([
    { model: "fast", newer: runs(2, 100), older: runs(20, 100) },
    { model: "slow", newer: runs(20, 1_000), older: runs(2, 1_000) },
  ])!;
  expect(found.ratio).toBeCloseTo(1, 12);
  const shifted = stratifiedRatio([
    { model: "fast", newer: runs(4, 200), older: runs(4, 100) },
    { model: "slow", newer: runs(1, 1_000), older: runs(1, 1_000) },
  ])!;
  // Weights 2 and 1 / 2.
  expect(shifted.ratio).toBeCloseTo(2 ** 0.8, 12);
});

test("the model that moved most is the one that adds most, whichever way, over all of its datasets", () => {
  const { mostMoved } = stratifiedRatio([
    { model: "often", newer: runs(10, 120), older: runs(10, 100) },
    { model: "often", newer: runs(10, 130), older: runs(10, 100) },
    { model: "once", newer: runs(1, 200), older: runs(1, 100) },
    { model: "faster", newer: runs(6, 80), older: runs(6, 100) },
  ])!;
  expect(mostMoved).toEqual({ model: "often", ratio: expect.closeTo(Math.sqrt(1.2 * 1.3), 12) });
});

test("one run against one tells nothing of chance, nor do latencies that are all alike", () => {
  const nothing = { interval: null, pValue: null, detectable: null };
  expect(stratifiedRatio([{ model: "a", newer: runs(1, 200), older: runs(1, 100) }])).toMatchObject(nothing);
  expect(stratifiedRatio([{ model: "a", newer: runs(5, 200, 0), older: runs(5, 100, 0) }])).toMatchObject({
    ...nothing,
    ratio: expect.closeTo(2, 12),
  });
  expect(stratifiedRatio([])).toBeNull();
});
