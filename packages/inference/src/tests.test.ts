import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactAtMostHeads } from "./testing/exact-binomial.ts";
import { holm, judge, mcNemarMidP } from "./tests.ts";

describe("holm", () => {
  test("steps down: the smallest times all, the next times all but one …", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test("is R's", () => {
    // p.adjust(c(0.012, 0.04, 0.0004, 0.3, 0.011, 0.04, 0.9), "holm"), R 4
    expect(holm([0.012, 0.04, 0.0004, 0.3, 0.011, 0.04, 0.9]).map((pValue) => pValue!.toFixed(12))).toEqual(
      [0.066, 0.16, 0.0028, 0.6, 0.066, 0.16, 0.9].map((pValue) => pValue.toFixed(12)),
    );
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
    expect(judge({ ...seen, pValue: 0.5, detectable: 0.1001 }, 0.1)).toBe("too little to say");
  });

  test.each(["pValue", "detectable"])("too little to say where the %s is unknown", (figure) => {
    expect(judge({ ...seen, [figure]: null }, 0.1)).toBe("too little to say");
  });

  test("nothing where there is no difference", () => {
    expect(judge({ ...seen, difference: null }, 0.1)).toBeNull();
  });
});

describe("mc nemar", () => {
  test.each([
    [0, 0, 1],
    [1, 0, 1 / 2],
    [3, 3, 1],
    [0, 5, 1 / 32],
    [2, 10, (2 * (1 + 12) + 66) / 4_096],
    // Fagerland, Lydersen and Laake (2013), airways of children: 0.039
    [1, 7, 10 / 256],
    // 2 * scipy.stats.binom.cdf - binom.pmf, SciPy 1.17.1; the first are the presidential ratings of Agresti (1990), page 350
    [150, 86, 2.893389517615428e-5],
    [50_500, 49_500, 0.0015653597548483346],
    [501_000, 499_000, 0.04550031788737068],
  ])("%d gained and %d lost have the mid-p of Pascal's triangle, and SciPy's", (gained, lost, pValue) => {
    expect(mcNemarMidP(gained, lost) / pValue).toBeCloseTo(1, 9);
    expect(mcNemarMidP(lost, gained)).toBe(mcNemarMidP(gained, lost));
  });

  test("agrees with whole-number arithmetic wherever up to 60 items changed, and beyond", () => {
    const exact = (fewer: number, changed: number) =>
      exactAtMostHeads(fewer, changed) + (fewer === 0 ? 0 : exactAtMostHeads(fewer - 1, changed));
    for (let changed = 1; changed <= 60; changed++) {
      for (let gained = 0; gained * 2 < changed; gained++)
        expect(mcNemarMidP(gained, changed - gained) / exact(gained, changed)).toBeCloseTo(1, 11);
    }
    for (const gained of [0, 300, 450, 499])
      expect(mcNemarMidP(gained, 1_000 - gained) / exact(gained, 1_000)).toBeCloseTo(1, 10);
  });
});
