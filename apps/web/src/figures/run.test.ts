import { runWith } from "@evalboard/contract/testing";
import { expect, test } from "vitest";
import { outcomeCountsOf, passesOf } from "./run.tsx";

const before = {
  passedItems: null,
  perfectItems: null,
  partialItems: null,
  failedItems: null,
  erroredItems: null,
  unscoredItems: null,
};

test("a completed run has its items by outcome, none of them included", () => {
  const run = { perfectItems: 19, partialItems: 0, failedItems: 10, erroredItems: 1, unscoredItems: 3 };
  expect(outcomeCountsOf(run)).toEqual({ perfect: 19, partial: 0, failed: 10, errored: 1, unscored: 3 });
});

test("passes are of the scored results: neither errored ones nor those that nobody has scored", () => {
  expect(passesOf(runWith({ erroredItems: 5, unscoredItems: 7 }))).toEqual({ passed: 25, scored: 40 });
});

test("a run before completion has none", () => {
  expect(outcomeCountsOf(before)).toBeNull();
  expect(passesOf(before)).toBeNull();
});
