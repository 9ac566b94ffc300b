import { expect, test } from "vitest";
import { atMostHeads, logTwoSided, NORMAL, normalDeviate, quantile, twoSided } from "./distributions.ts";

const digits = (value: number, count: number) => Number(value.toPrecision(count));

test.each([
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: critical values of Student's t
  [1, 12.706, 63.657],
  [2, 4.303, 9.925],
  [5, 2.571, 4.032],
  [10, 2.228, 3.169],
  [30, 2.042, 2.75],
  [100, 1.984, 2.626],
  [NORMAL, 1.96, 2.576],
])("t quantiles of %d degrees of freedom are those of the table", (freedom, at975, at995) => {
  expect(Number(quantile(0.975, freedom).toFixed(3))).toBe(at975);
  expect(Number(quantile(0.995, freedom).toFixed(3))).toBe(at995);
});

test.each([
  // scipy.stats.t.ppf, SciPy 1.17.1
  [0.5, 164.55767348048818, 2.5127179536659203],
  [1, 12.706204736174694, 1.3763819204711738],
  [17.776, 2.102821310380221, 0.862311964893163],
  [120, 1.9799304050824402, 0.8446268377431316],
  [1e6, 1.959966356814107, 0.8416215930139844],
])("t quantiles of %d degrees of freedom are SciPy's, to 12 digits", (freedom, at975, at80) => {
  expect(digits(quantile(0.975, freedom), 12)).toBe(digits(at975, 12));
  expect(digits(quantile(0.8, freedom), 12)).toBe(digits(at80, 12));
});

test.each([
  // 2 * scipy.stats.t.sf, SciPy 1.17.1
  [0, 4, 1],
  [1e-9, 7, 0.9999999992300171],
  [-2, 5, 0.10193947882985835],
  [10, 5, 0.00017094757574296363],
  [40, 30, 1.3726045194406417e-27],
  [-40, 1_000, 1.0478852155173272e-209],
  [37, 100_000, 1.1974628243423984e-297],
  [1e10, 2, 1e-20],
])("the chance of a t beyond %d with %d degrees of freedom is SciPy's", (t, freedom, chance) => {
  expect(digits(twoSided(t, freedom), 11)).toBe(digits(chance, 11));
});

test.each([
  // testing/tails.R
  [45, 500, -408.070811801485],
  [-400, 123.4, -444.91734681137],
  [1e60, 5, -687.83212448184],
  [1e5, 80, -748.172901715377],
  [38, 1e6, -725.342564887549],
  [1e3, 110, -503.910960453404],
])("the logarithm of the chance of a t beyond %d with %d degrees of freedom is R's", (t, freedom, chance) => {
  expect(digits(logTwoSided(t, freedom), 12)).toBe(digits(chance, 12));
});

test.each([
  // testing/tails.R
  [-700, 37.3136471700394],
  [-1000, 44.6312731713958],
  [-50_000, 316.208848060074],
])("the normal deviate of so small a chance as e to the %d is R's", (logChance, z) => {
  expect(digits(normalDeviate(logChance), 11)).toBe(digits(z, 11));
});

test("the tails meet where one takes over from the other", () => {
  for (const freedom of [3, 12.5, 400, 1e7]) {
    let [low, high] = [1, 1e120];
    while (high / low > 1 + 1e-14) {
      const middle = Math.sqrt(low) * Math.sqrt(high);
      if (logTwoSided(middle, freedom) > Math.log(1e-290)) low = middle;
      else high = middle;
    }
    expect(logTwoSided(low, freedom) - logTwoSided(high * (1 + 1e-13), freedom)).toBeCloseTo(0, 8);
  }
});

test("a chance too small for a number is the smallest there is", () => {
  expect([twoSided(1e200, 3), twoSided(-Infinity, 3), twoSided(50, NORMAL)]).toEqual(
    Array(3).fill(Number.MIN_VALUE),
  );
});

test("heads of a fair coin are counted from Pascal's triangle", () => {
  expect([0, 1, 2, 3, 4].map((heads) => atMostHeads(heads, 4))).toEqual(
    [1, 5, 11, 15, 16].map((ways) => ways / 16),
  );
});
