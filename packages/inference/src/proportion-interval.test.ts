import { expect, test } from "vitest";
import { proportionInterval } from "./proportion-interval.ts";

test("is Wilson's, by the closed form of Newcombe (1998), Statistics in Medicine 17, table I, method 3", () => {
  const rounded = (count: number, n: number) => {
    const { low, high } = proportionInterval(count, n);
    return [low, high].map((end) => Number(end.toFixed(4)));
  };
  expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
  expect(rounded(15, 148)).toEqual([0.0624, 0.1605]);
  expect(rounded(0, 20)).toEqual([0, 0.1611]);
  expect(rounded(1, 29)).toEqual([0.0061, 0.1718]);
});

test("says nothing without observations", () => {
  expect(proportionInterval(0, 0)).toEqual({ low: 0, high: 1 });
});
