import { expect, it } from "vitest";
import { onScale } from "./on-scale.ts";

it.each([
  [0, 0],
  [1, 1],
  [0.25, 0.25],
  [1.0000000000000002, 1],
  [-1e-17, 0],
  [1.1, null],
  [-0.5, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
])("%d on the scale is %s", (score, expected) => {
  expect(onScale(score)).toBe(expected);
});
