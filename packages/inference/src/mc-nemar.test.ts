import { expect, test } from "vitest";
import { mcNemar } from "./mc-nemar.ts";
import { exactAtMostHeads } from "./testing/exact-binomial.ts";

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
