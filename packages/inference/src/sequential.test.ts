import * as fc from "fast-check";
import { expect, test } from "vitest";
import { alwaysValid, detectableWith } from "./sequential.ts";

// The mixture over 0.03 and 0.2, half each, written again in NumPy 2.4 and SciPy 1.17.1: scipy.stats.t and norm for the p-value, and
// for the margin scipy.optimize.brentq on the difference at which that is 0.05.
test.each([
  [0.05, 0.08, 49, 1],
  [0.15, 0.05, 12.5, 0.275356677345323],
  [-0.3, 0.12, 19, 0.42559392149267866],
  [0.02, 0.004, 200, 0.00012381169162290024],
  [0.4, 0.1, 3.7, 0.37927072364881237],
  [0, 0.05, 5, 1],
  [0.9, 0.2, 1, 0.8950394187600171],
  [0.01, 0.0008, 1e6, 8.107170880802749e-33],
])("of %d ± %d with %d degrees of freedom the p-value is SciPy's", (difference, error, freedom, pValue) => {
  const found = alwaysValid({ difference, variance: error ** 2, freedom });
  expect(found.pValue / pValue).toBeCloseTo(1, 7);
});

test.each([
  // testing/tails.R; one look's are too small for a number
  [6, 0.15, 1e6, 2.1974175439926e-222],
  [0.3, 0.006, 900, 2.6896205308337e-258],
])("of %d ± %d with %d degrees of freedom it is R's, by logarithms", (difference, error, freedom, pValue) => {
  const found = alwaysValid({ difference, variance: error ** 2, freedom });
  expect(found.pValue / pValue).toBeCloseTo(1, 5);
});

test("however sure, the p-value is not 0", () => {
  const found = alwaysValid({ difference: 0.9, variance: 1e-6, freedom: 1e5 });
  expect(found.pValue).toBe(Number.MIN_VALUE);
});

test.each([
  [0.08, 49, 0.27889131469366985],
  [0.05, 12.5, 0.21076314751891037],
  [0.12, 19, 0.49201593808088784],
  [0.004, 200, 0.013664889926708662],
  [0.1, 3.7, 0.9926535020305499],
])("of an error of %d with %d degrees of freedom the margin is SciPy's", (error, freedom, margin) => {
  const found = alwaysValid({ difference: 0.3, variance: error ** 2, freedom });
  expect(found.margin / margin).toBeCloseTo(1, 9);
});

test("what is detectable lies beyond the margin by what a t of 80 % does", () => {
  expect(detectableWith({ variance: 0.0064, freedom: 49 })).toBeCloseTo(0.34681278657671627, 10);
  expect(detectableWith({ variance: 0.0025, freedom: 12.5 })).toBeCloseTo(0.25432963273917497, 10);
});

const errors = fc.double({ min: 1e-4, max: 0.5, noNaN: true });
const freedoms = fc.double({ min: 1, max: 1e5, noNaN: true });

test("the p-value is below 5 % where the margin ends short of 0, and nowhere else", () => {
  fc.assert(
    fc.property(errors, freedoms, fc.constantFrom(1 - 1e-6, 1 + 1e-6), (error, freedom, share) => {
      const variance = error ** 2;
      const { margin } = alwaysValid({ difference: 0, variance, freedom });
      fc.pre(Number.isFinite(margin));
      const { pValue } = alwaysValid({ difference: margin * share, variance, freedom });
      expect(pValue < 0.05).toBe(share > 1);
    }),
  );
});

test("is never surer than one look, and the more sure the farther from 0", () => {
  const differences = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(errors, freedoms, differences, differences, (error, freedom, a, b) => {
      const pValueOf = (difference: number) =>
        alwaysValid({ difference, variance: error ** 2, freedom }).pValue;
      const [near, far] = [pValueOf(Math.min(a, b)), pValueOf(Math.max(a, b))];
      expect([0 <= far, far <= near, near <= 1]).toEqual([true, true, true]);
      expect(pValueOf(-a)).toBe(pValueOf(a));
    }),
  );
});

test("it takes a z of 3.2 to 3.5 from an error of 0.004 to one of 0.13", () => {
  for (const error of [0.004, 0.01, 0.03, 0.08, 0.13]) {
    const { margin } = alwaysValid({ difference: 0, variance: error ** 2, freedom: 1e12 });
    expect(margin / error).toBeGreaterThan(3.19);
    expect(margin / error).toBeLessThan(3.5);
  }
});
