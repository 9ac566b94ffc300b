import { expect, test } from "vitest";
import { differenceScale } from "./verdict.tsx";

const change = (low: number, high: number) => ({
  difference: (low + high) / 2,
  interval: { low, high },
});

test("the axis is the least round one that holds every interval", () => {
  expect(differenceScale([change(-0.01, 0.05)])).toBe(0.05);
  expect(differenceScale([change(-0.01, 0.051)])).toBe(0.1);
  expect(differenceScale([change(-0.01, 0.02), change(-0.31, -0.2)])).toBe(0.5);
  expect(differenceScale([change(-0.9, 0.2)])).toBe(1);
});

test("a difference without an interval counts, what is unknown does not", () => {
  expect(differenceScale([{ difference: -0.15, interval: null }])).toBe(0.2);
  expect(differenceScale([{ difference: null, interval: null }])).toBe(0.05);
  expect(differenceScale([])).toBe(0.05);
});
