import { expect, test } from "vitest";
import { moderated, summed } from "./uncertainty.ts";

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
