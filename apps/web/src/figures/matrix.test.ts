import { describe, expect, test } from "vitest";
import { heatColor, heatScaleOf, pairWords } from "./matrix.tsx";

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

test("a pair says what its figures rest on, and what is in neither rate", () => {
  const figures = {
    runs: 12,
    averageScore: 0.5,
    scoredRuns: 12,
    scoreInterval: { low: 0.412, high: 0.611 },
    items: 97,
    scoredItems: 90,
    passedItems: 66,
    passRate: 0.733,
    passInterval: { low: 0.64, high: 0.811 },
    erroredItems: 0,
    errorRate: 0,
    unscoredItems: 0,
  };
  expect(pairWords(figures)).toBe(
    "Score: 95% interval 0.412 to 0.611 over 12 scored runs. Passed: 66 of 90 scored items, 95% interval 64.0% to 81.1%.",
  );
  const few = { ...figures, scoredRuns: 1, scoreInterval: null, passInterval: null };
  expect(pairWords({ ...few, erroredItems: 4, unscoredItems: 3 })).toBe(
    "Score: no interval over 1 scored run. Passed: 66 of 90 scored items, no interval. Errored: 4. Not scored: 3.",
  );
});
