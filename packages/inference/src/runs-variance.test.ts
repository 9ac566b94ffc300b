import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RunsHistory, varianceOfRuns } from "./runs-variance.ts";

const history = (squares: number, freedom: number, noise: number, most: number): RunsHistory => ({
  squares,
  freedom,
  noise,
  most,
});

describe("what whole runs vary, as a share of c(1 − c)", () => {
  test.each([
    // testing/runs-variance.R
    ["a few that vary little", [history(0.002, 3, 0.001, 0.2)], 0.00215946216910444, 4.27293024050732],
    [
      "two that vary much and nine that do not",
      [history(0.02, 2, 0.001, 0.2), history(0.0004, 9, 0.0002, 0.1)],
      0.00461935149214648,
      8.84423373477092,
    ],
    [
      "of more noise, and of none",
      [history(0.5, 40, 0.01, 0.21), history(0.003, 6, 0, 0.05), history(0, 1, 0.02, 0.25)],
      0.0102480160024368,
      11.2674118963367,
    ],
    ["many that vary much", [history(0.9, 30, 0.0005, 0.2)], 0.1475, 33.0083333333333],
    ["many that agree", [history(0, 36, 0.001, 0.2)], 0.0003025, 4.11716338334177],
  ])("is the root of its equation: %s", (_, histories, variance, freedom) => {
    const found = varianceOfRuns(histories);
    expect(found.variance / variance).toBeCloseTo(1, 11);
    expect(found.freedom).toBeCloseTo(freedom, 10);
  });

  test("is what runs are like where none was repeated", () => {
    const none = { variance: 0.055 ** 2, freedom: 4 };
    expect(varianceOfRuns([])).toEqual(none);
    expect(varianceOfRuns([history(0, 0, 0.01, 0.2)])).toEqual(none);
  });

  test("is that of the runs themselves where they are many, whatever the noise of small ones beside", () => {
    const many = history(400 * 0.002, 400, 0.0004, 0.2);
    const noisy = history(300 * 0.034, 300, 0.03, 0.2);
    expect(varianceOfRuns([many]).variance * 0.2).toBeCloseTo(0.0016, 4);
    expect(varianceOfRuns([many, noisy]).variance * 0.2).toBeLessThan(0.0018);
    // Their mean squares less their mean noise would say 0.0026.
    expect(varianceOfRuns([many, noisy]).freedom).toBeGreaterThan(200);
  });

  test("holds whatever runs did, and grows with what they vary", () => {
    const some = fc.record({
      squares: fc.oneof(fc.constant(0), fc.constant(1e-33), fc.double({ min: 0, max: 3, noNaN: true })),
      freedom: fc.integer({ min: 0, max: 200 }),
      noise: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.25, noNaN: true })),
      most: fc.double({ min: 1e-5, max: 0.25, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 4 }), (histories) => {
        const { variance, freedom } = varianceOfRuns(histories);
        const all = histories.reduce((sum, each) => sum + each.freedom, 0);
        expect([variance > 0, 4 <= freedom, freedom <= 4 + all + 1e-9]).toEqual([true, true, true]);
        const more = histories.map((each) => ({ ...each, squares: 2 * each.squares + 1e-3 }));
        expect(varianceOfRuns(more).variance).toBeGreaterThanOrEqual(variance * (1 - 1e-9));
      }),
    );
  });
});
