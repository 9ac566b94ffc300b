import * as fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "./holm.ts";

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
