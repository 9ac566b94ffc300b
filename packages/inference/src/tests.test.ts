import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactAtMostHeads } from "./testing/exact-binomial.ts";
import { holm, judge, mcNemar } from "./tests.ts";

describe("holm", () => {
  test("steps down: the smallest times all, the next times all but one …", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test("never exceeds 1, never falls below a smaller one, keeps ties alike", () => {
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([0.02, 0.021, 0.02])).toEqual([0.06, 0.06, 0.06]);
  });

  test("leaves nulls null and out of the count", () => {
    expect(holm([null, 0.03, null, 0.01])).toEqual([null, 0.03, null, 0.02]);
    expect(holm([null])).toEqual([null]);
    expect(holm([])).toEqual([]);
  });

  /** Holm's method as the closure of Bonferroni's: the worst over all groups of hypotheses that one belongs to. */
  function closedBonferroni(pValues: readonly number[]): number[] {
    const groups = Array.from({ length: 2 ** pValues.length - 1 }, (_, mask) =>
      pValues.flatMap((_value, index) => (((mask + 1) >> index) & 1 ? [index] : [])),
    );
    const corrected = groups.map((group) => ({
      group,
      pValue: group.length * Math.min(...group.map((index) => pValues[index] ?? 1)),
    }));
    return pValues.map((_, index) =>
      Math.min(
        1,
        Math.max(...corrected.filter(({ group }) => group.includes(index)).map(({ pValue }) => pValue)),
      ),
    );
  }

  test("is the closure of Bonferroni's test", () => {
    const pValue = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.01, 0.05, 1));
    fc.assert(
      fc.property(fc.array(pValue, { minLength: 1, maxLength: 7 }), (pValues) => {
        expect(holm(pValues)).toEqual(closedBonferroni(pValues));
      }),
    );
  });
});

describe("judge", () => {
  const seen = { difference: 0.04, pValue: 0.01, detectable: 0.05 };

  test("a significant difference is a change, whatever could have been missed", () => {
    expect(judge(seen, 0.1)).toBe("improved");
    expect(judge({ ...seen, difference: -0.04 }, 0.1)).toBe("worse");
    expect(judge({ ...seen, detectable: 0.4 }, 0.1)).toBe("improved");
  });

  test("5 % itself is not significant", () => {
    expect(judge({ ...seen, pValue: 0.05 }, 0.1)).toBe("no clear change");
    expect(judge({ ...seen, pValue: 0.0499 }, 0.1)).toBe("improved");
  });

  test("without a change it takes power enough for a visible one to say so", () => {
    expect(judge({ ...seen, pValue: 0.5, detectable: 0.1 }, 0.1)).toBe("no clear change");
    expect(judge({ ...seen, pValue: 0.5, detectable: 0.1001 }, 0.1)).toBe("too few");
  });

  test.each(["difference", "pValue", "detectable"])("too few where the %s is unknown", (figure) => {
    expect(judge({ ...seen, [figure]: null }, 0.1)).toBe("too few");
  });
});

describe("mc nemar", () => {
  test.each([
    [0, 0, 1],
    [1, 0, 1],
    [3, 3, 1],
    [0, 5, 2 / 32],
    [2, 10, (2 * (1 + 12 + 66)) / 4_096],
    // scipy.stats.binomtest, SciPy 1.17.1; the first are the presidential ratings of Agresti (1990), page 350
    [150, 86, 3.7159361395713866e-5],
    [50_500, 49_500, 0.0015823598788515154],
    [49_000, 51_000, 2.5887160383468943e-10],
    [501_000, 499_000, 0.0456082998653896],
    [40_000, 60_000, 0],
  ])("%d gained and %d lost have the p-value of the exact test", (gained, lost, pValue) => {
    expect(mcNemar(gained, lost) / (pValue || 1)).toBeCloseTo(pValue === 0 ? 0 : 1, 9);
    expect(mcNemar(lost, gained)).toBe(mcNemar(gained, lost));
  });

  test("agrees with whole-number arithmetic wherever up to 60 items changed, and beyond", () => {
    for (let changed = 1; changed <= 60; changed++) {
      for (let gained = 0; gained * 2 < changed; gained++) {
        const exact = 2 * exactAtMostHeads(gained, changed);
        expect(mcNemar(gained, changed - gained) / exact).toBeCloseTo(1, 11);
      }
    }
    for (const gained of [0, 300, 450, 499]) {
      expect(mcNemar(gained, 1_000 - gained) / (2 * exactAtMostHeads(gained, 1_000))).toBeCloseTo(1, 10);
    }
  });
});
