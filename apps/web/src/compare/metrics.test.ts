import { expect, test } from "vitest";
import { judgementOf } from "./metrics.tsx";

const rose = { low: 0.1, high: 0.4 };
const fell = { low: -40, high: -2 };

test("a metric is judged by which way somebody said is better", () => {
  expect(judgementOf({ higherIsBetter: true, interval: rose })).toBe("better");
  expect(judgementOf({ higherIsBetter: true, interval: fell })).toBe("worse");
  expect(judgementOf({ higherIsBetter: false, interval: rose })).toBe("worse");
  expect(judgementOf({ higherIsBetter: false, interval: fell })).toBe("better");
});

test("nothing is judged where nobody said so, where 0 is in the interval or at its end, or without one", () => {
  expect(judgementOf({ higherIsBetter: null, interval: rose })).toBeNull();
  expect(judgementOf({ higherIsBetter: true, interval: { low: -0.1, high: 0.4 } })).toBeNull();
  expect(judgementOf({ higherIsBetter: true, interval: { low: 0, high: 0.4 } })).toBeNull();
  expect(judgementOf({ higherIsBetter: false, interval: { low: -0.4, high: 0 } })).toBeNull();
  expect(judgementOf({ higherIsBetter: true, interval: null })).toBeNull();
});
