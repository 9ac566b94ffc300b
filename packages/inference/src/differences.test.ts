import { describe, expect, test } from "vitest";
import { independentDifference, moderated, pairedMetricDifference, summed } from "./differences.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { sleep } from "./testing/sleep.ts";

describe("independent difference", () => {
  /** n values that repeat the given ones. */
  const repeated = (values: readonly number[], times: number) =>
    sampleOf(Array.from({ length: times }, () => values).flat());
  const perfect = (n: number) => ({ n, mean: 1, variance: 0, items: n });

  test("where scores vary much is Welch's t", () => {
    // t.test(extra ~ group, data = sleep) of R's manual: p = 0.07939, hours from -3.3654832 to 0.2054832, drug 1 less 2.
    // Spread over more than [0, 1], so that the two items more, at 0 and 1, lie within the spread.
    const [first, second] = [sleep.first, sleep.second].map((hours) =>
      sampleOf(hours.map((value) => value / 3.6)),
    );
    const { difference, interval, pValue } = independentDifference(second!, first!);
    expect(difference).toBeCloseTo(1.58 / 3.6, 12);
    expect(pValue).toBeCloseTo(0.07939, 5);
    expect(interval?.low).toBeCloseTo(-0.2054832 / 3.6, 7);
    expect(interval?.high).toBeCloseTo(3.3654832 / 3.6, 7);
  });

  test("where scores are 0 and 1 is never surer than Agresti and Caffo's", () => {
    // p̃ = (x + 1) / (n + 2) of 10 of 10 and 8 of 10: error² = Σ p̃(1 - p̃) / (n + 2)
    const candidate = perfect(10);
    const { interval } = independentDifference(candidate, sampleOf([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]));
    const [a, b] = [(11 / 12) * (1 / 12), (9 / 12) * (3 / 12)].map((variance) => variance / 12);
    // t(0.975, 15.2894) by SciPy 1.17.1, of Welch's degrees of freedom
    expect(interval?.high).toBeCloseTo(0.2 + 2.1279409032268286 * Math.sqrt(a! + b!), 9);
  });

  test("perfect items alone are no proof, however alike", () => {
    const none = { n: 2, mean: 0, variance: 0, items: 2 };
    expect(independentDifference(perfect(2), none).pValue).toBeGreaterThan(0.05);
    expect(independentDifference(perfect(2), perfect(2))).toMatchObject({ difference: 0, pValue: 1 });
    expect(independentDifference(perfect(10), { ...none, n: 10, items: 10 }).pValue).toBeLessThan(1e-4);
  });

  test("of many items the two more make no difference", () => {
    const [candidate, baseline] = [
      repeated([0.9, 0.8, 1, 0.7], 5_000),
      repeated([0.9, 0.8, 0.95, 0.7], 5_000),
    ];
    const error = Math.sqrt((candidate.variance! + baseline.variance!) / 20_000);
    const { difference, interval } = independentDifference(candidate, baseline);
    expect((interval!.high - difference) / (1.96 * error)).toBeCloseTo(1, 2);
  });

  test("knows the difference alone where a group has one item", () => {
    const one = { n: 1, mean: 0.25, variance: null, items: 1 };
    expect(independentDifference(one, perfect(9))).toEqual({
      difference: -0.75,
      interval: null,
      pValue: null,
      detectable: null,
    });
  });
});

describe("uncertainty", () => {
  test("a sum has Satterthwaite's degrees of freedom", () => {
    // Welch's test of the sleep data, R's manual: df = 17.776. Variances of the ten hours each: 3.200556 and 4.009.
    const { variance, freedom } = summed([
      { variance: 0.3200555555555555, freedom: 9 },
      { variance: 0.4009, freedom: 9 },
    ]);
    expect(variance).toBeCloseTo(0.7209555555555555, 12);
    expect(freedom).toBeCloseTo(17.776473516178495, 9);
  });

  test("equal parts add up their degrees of freedom, an only one keeps its own", () => {
    expect(
      summed([
        { variance: 2, freedom: 3 },
        { variance: 2, freedom: 3 },
      ]),
    ).toEqual({ variance: 4, freedom: 6 });
    expect(
      summed([
        { variance: 0, freedom: 7 },
        { variance: 5, freedom: 2 },
      ]),
    ).toEqual({ variance: 5, freedom: 2 });
  });

  test("where nothing varies, little is known of it", () => {
    expect(
      summed([
        { variance: 0, freedom: 7 },
        { variance: 0, freedom: 2 },
      ]),
    ).toEqual({ variance: 0, freedom: 2 });
  });

  test("the items count for four degrees of freedom", () => {
    expect(moderated({ variance: 1, freedom: 4 }, 3)).toEqual({ variance: 2, freedom: 8 });
    expect(moderated({ variance: 0, freedom: 1 }, 5)).toEqual({ variance: 4, freedom: 5 });
  });
});

describe("paired difference of a metric", () => {
  test.each([1e-90, 1, 3.6e6, 1e90])("is Student's t, also where an hour is %s", (hour) => {
    // t.test(extra ~ group, data = sleep, paired = TRUE) of R's manual.
    const { n, mean, variance } = sampleOf(
      sleep.second.map((value, index) => (value - sleep.first[index]!) * hour),
    );
    const span = 7.1 * hour;
    const { interval, pValue } = pairedMetricDifference({ n, mean, deviation: Math.sqrt(variance!), span });
    expect(interval!.low / hour).toBeCloseTo(0.7001142, 6);
    expect(interval!.high / hour).toBeCloseTo(2.4598858, 6);
    expect(pValue).toBeCloseTo(0.002833, 6);
  });

  test.each([0, 1e-16])("items that all changed alike, but for %s, are judged as scores are", (crumbs) => {
    // By SciPy 1.17.1 from the variance (4 / 12²) / 15 and 15 degrees of freedom
    const { interval, pValue } = pairedMetricDifference({
      n: 12,
      mean: 20,
      deviation: crumbs * 40,
      span: 40,
    });
    expect(pValue! / 6.710289652105777e-9).toBeCloseTo(1, 9);
    expect(interval!.low / 40).toBeCloseTo(0.4082770156307291, 12);
    expect(interval!.high / 40).toBeCloseTo(0.5917229843692708, 12);
    expect(pairedMetricDifference({ n: 2, mean: 7, deviation: crumbs, span: 7 }).pValue).toBeGreaterThan(
      0.05,
    );
  });

  test("knows no change where all values are one, and nothing of a single item", () => {
    expect(pairedMetricDifference({ n: 3, mean: 0, deviation: 0, span: 0 })).toEqual({
      interval: { low: 0, high: 0 },
      pValue: 1,
    });
    expect(pairedMetricDifference({ n: 1, mean: 3, deviation: null, span: 4 })).toEqual({
      interval: null,
      pValue: null,
    });
  });
});
