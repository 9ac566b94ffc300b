import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stratifiedDifference } from "./stratified.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { sleep } from "./testing/sleep.ts";

const stratum = (newer: readonly number[], older: readonly number[], itemsEach: number) => ({
  newer: sampleOf(newer, itemsEach),
  older: sampleOf(older, itemsEach),
});
/** Unbalanced: three runs against two, one against three, two against one. */
const three = (itemsEach: number) => [
  stratum([0.8, 0.9, 0.7], [0.6, 0.65], itemsEach),
  stratum([0.5], [0.4, 0.45, 0.5], itemsEach),
  stratum([0.95, 0.9], [0.9], itemsEach),
];
const many = 1e9;

describe("the difference", () => {
  test("is that of least squares with an effect for each stratum", () => {
    // numpy.linalg.lstsq on the eleven runs with a column for each stratum and one for the version
    expect(stratifiedDifference(three(20)).difference).toBeCloseTo(0.1009554140127385, 12);
  });

  test("is that of the two means, which weigh strata alike", () => {
    const { difference, newerMean, olderMean } = stratifiedDifference(three(20));
    expect(newerMean! - olderMean!).toBe(difference);
    // Weights 6/5, 3/4 and 2/3
    const total = 6 / 5 + 3 / 4 + 2 / 3;
    expect(newerMean).toBeCloseTo(((6 / 5) * 0.8 + (3 / 4) * 0.5 + (2 / 3) * 0.925) / total, 12);
  });

  test("leaves out strata that one version alone was run with", () => {
    const nobody = { n: 0, mean: 0, variance: null, items: 0 };
    const lone = [
      { newer: sampleOf([0, 0.1]), older: nobody },
      { newer: nobody, older: sampleOf([1]) },
    ];
    expect(stratifiedDifference([...lone, ...three(20)])).toEqual(stratifiedDifference(three(20)));
    expect(stratifiedDifference(lone)).toEqual({
      difference: null,
      newerMean: null,
      olderMean: null,
      interval: null,
      pValue: null,
      detectable: null,
    });
  });
});

describe("what is known of it, where items are many", () => {
  test("of one stratum is Student's t", () => {
    // t.test(extra ~ group, data = sleep, var.equal = TRUE) in R, here moved and scaled into [0, 1]
    const [newer, older] = [sleep.second, sleep.first].map((hours) => hours.map((value) => (value + 2) / 8));
    const { interval, pValue } = stratifiedDifference([stratum(newer!, older!, many)]);
    expect(pValue).toBeCloseTo(0.07918671421593801, 9);
    expect(interval?.low).toBeCloseTo(-0.02548425403594981, 9);
    expect(interval?.high).toBeCloseTo(0.4204842540359498, 9);
  });

  test.each([
    // The variance of each stratum apart, Satterthwaite's degrees of freedom: by NumPy 2 and SciPy 1.17.1
    ["several strata", [], [0.05754212128602039, -0.004830017432692624, 0.14318162375731716]],
    [
      "a stratum of one against one",
      [[0.7, 0.5]],
      [0.017654779782309213, 0.02773888080686432, 0.1226236509256048],
    ],
    [
      "three strata of one against one",
      [
        [0.7, 0.5],
        [0.4, 0.5],
        [0.6, 0.55],
      ],
      [0.10289309657396457, -0.024525757093975337, 0.1445911175100659],
    ],
  ] as const)("of %s is that of their own variances", (_, singles, [pValue, low, detectable]) => {
    const found = stratifiedDifference([
      ...three(many),
      ...singles.map(([newer, older]) => stratum([newer], [older], many)),
    ]);
    expect(found.pValue).toBeCloseTo(pValue, 9);
    expect(found.interval?.low).toBeCloseTo(low, 9);
    expect(found.detectable).toBeCloseTo(detectable, 9);
  });

  test("of strata of one against one alone is how their differences vary", () => {
    // scipy.stats.ttest_1samp([0.2, -0.1, 0.05], 0): t = 0.5774 of 2 degrees of freedom
    const { pValue } = stratifiedDifference([
      stratum([0.7], [0.5], many),
      stratum([0.4], [0.5], many),
      stratum([0.6], [0.55], many),
    ]);
    expect(pValue).toBeCloseTo(0.6220355269907729, 9);
  });
});

describe("what is known of it, where items are few", () => {
  test("is what they allow, beside how the runs vary", () => {
    // Wilson's errors of the six means, weighed and counted for four degrees of freedom: by NumPy 2 and SciPy 1.17.1
    const { interval, pValue, detectable } = stratifiedDifference(three(20));
    expect(pValue).toBeCloseTo(0.07021195186536473, 9);
    expect(interval?.low).toBeCloseTo(-0.010322232349759528, 9);
    expect(detectable).toBeCloseTo(0.15459679298249368, 9);
  });

  test("runs that always answer alike are no certainty", () => {
    const { pValue, interval } = stratifiedDifference([stratum([0.95, 0.95, 0.95], [0.9, 0.9, 0.9], 20)]);
    expect(pValue).toBeGreaterThan(0.1);
    expect(interval?.low).toBeLessThan(0);
    const perfect = stratifiedDifference([stratum([1, 1], [1, 1], 20)]);
    expect(perfect).toMatchObject({ difference: 0, pValue: 1 });
    expect(perfect.detectable).toBeGreaterThan(0.05);
  });

  test("one run against one says the difference alone", () => {
    expect(stratifiedDifference([stratum([0.75], [0.5], 20)])).toEqual({
      difference: 0.25,
      newerMean: 0.75,
      olderMean: 0.5,
      interval: null,
      pValue: null,
      detectable: null,
    });
  });
});

test("whatever the runs, the figures lie where they belong, and turn round with the sides", () => {
  const runs = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.7, 1)), {
    minLength: 1,
    maxLength: 5,
  });
  const anyStratum = fc.tuple(runs, runs, fc.constantFrom(1, 20, 1e6)).map((sides) => stratum(...sides));
  fc.assert(
    fc.property(fc.array(anyStratum, { minLength: 1, maxLength: 6 }), (strata) => {
      const { difference, newerMean, olderMean, interval, pValue, detectable } = stratifiedDifference(strata);
      const turned = stratifiedDifference(strata.map(({ newer, older }) => ({ newer: older, older: newer })));
      expect(turned.difference).toBe(difference === 0 ? 0 : -difference!);
      for (const mean of [newerMean!, olderMean!]) expect([mean >= 0, mean <= 1]).toEqual([true, true]);
      if (interval === null) {
        expect([pValue, detectable, strata.length]).toEqual([null, null, 1]);
        return;
      }
      expect([-1 <= interval.low, interval.low <= difference!]).toEqual([true, true]);
      expect([difference! <= interval.high, interval.high <= 1]).toEqual([true, true]);
      expect([pValue! >= 0, pValue! <= 1, detectable! > 0]).toEqual([true, true, true]);
    }),
  );
});
