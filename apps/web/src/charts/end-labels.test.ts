import { expect, test } from "vitest";
import { spread } from "./end-labels.ts";

const room = { from: 0, to: 100, apart: 13 };

test("names that have room stay at their lines' ends", () => {
  expect(spread([80, 10, 40], room)).toEqual([80, 10, 40]);
});

test("names that would overlap move apart, in the order of their lines", () => {
  expect(spread([42, 40, 41], room)).toEqual([66, 40, 53]);
});

test("at the lower edge they move up, and none leaves the chart", () => {
  expect(spread([99, 100, 98, 97, 96], room)).toEqual([87, 100, 74, 61, 48]);
});
