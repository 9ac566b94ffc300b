import { expect, test } from "vitest";
import { fateOf } from "./filters.tsx";

test("what has no score is told before what passed", () => {
  expect(fateOf({})).toBe("all");
  expect(fateOf({ passed: true })).toBe("passed");
  expect(fateOf({ passed: false, outcome: "partial" })).toBe("notPassed");
  expect(fateOf({ outcome: "errored" })).toBe("errored");
  expect(fateOf({ outcome: "unscored", passed: true })).toBe("unscored");
});

test("a score alone says nothing of passes", () => {
  expect(fateOf({ outcome: "perfect" })).toBe("all");
});
