import { describe, expect, test } from "vitest";
import { heatColor, heatScaleOf } from "./matrix.tsx";

describe("the scale", () => {
  test("reaches from the lowest score to the highest", () => {
    expect(heatScaleOf([0.9, null, 0.3, 0.5])).toEqual({ low: 0.3, high: 0.9 });
  });

  test("is no narrower than 0.2, around what there is", () => {
    const { low, high } = heatScaleOf([0.5, 0.52]);
    expect(low).toBeCloseTo(0.41);
    expect(high).toBeCloseTo(0.61);
  });

  test("stays within 0 and 1", () => {
    expect(heatScaleOf([1, 1])).toEqual({ low: 0.8, high: 1 });
    expect(heatScaleOf([0])).toEqual({ low: 0, high: 0.2 });
  });

  test("is all of it where nothing has a score", () => {
    expect(heatScaleOf([null])).toEqual({ low: 0, high: 1 });
  });
});

test("a score is painted by its place on the scale", () => {
  const scale = { low: 0.2, high: 0.6 };
  expect(heatColor(0.2, scale)).toBe("color-mix(in oklab, var(--heat-middle) 0%, var(--heat-low))");
  expect(heatColor(0.4, scale)).toBe("color-mix(in oklab, var(--heat-high) 0%, var(--heat-middle))");
  expect(heatColor(0.5, scale)).toBe("color-mix(in oklab, var(--heat-high) 50%, var(--heat-middle))");
  expect(heatColor(0.7, scale)).toBe("color-mix(in oklab, var(--heat-high) 100%, var(--heat-middle))");
});
