import { expect, test } from "vitest";
import { outcomeCountsOf } from "./run.tsx";

test("a completed run has its items by outcome, none of them included", () => {
  const run = { perfectItems: 19, partialItems: 0, failedItems: 10, erroredItems: 1 };
  expect(outcomeCountsOf(run)).toEqual({ perfect: 19, partial: 0, failed: 10, errored: 1 });
});

test("a run before completion has none", () => {
  const run = { perfectItems: null, partialItems: null, failedItems: null, erroredItems: null };
  expect(outcomeCountsOf(run)).toBeNull();
});
