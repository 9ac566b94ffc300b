import { expect, test } from "vitest";
import { toggled } from "./toggled.ts";

test("adds what was out and removes what was in, in a new set", () => {
  const before = new Set([1, 2]);
  expect(toggled(before, 3)).toEqual(new Set([1, 2, 3]));
  expect(toggled(before, 2)).toEqual(new Set([1]));
  expect(before).toEqual(new Set([1, 2]));
});
