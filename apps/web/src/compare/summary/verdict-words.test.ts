import type { Comparison } from "@evalboard/runs/contract";
import { expect, test } from "vitest";
import {
  pairingWords,
  pValueWords,
  testWords,
  unpairedItemsWords,
  verdictSentence,
} from "./verdict-words.ts";

const comparison = (
  verdict: Comparison["verdict"],
  difference: number | null,
  detectableChange: number | null,
) => ({ verdict, score: { difference, detectableChange } }) as Comparison;

test("the verdict says how much, and in which direction", () => {
  expect(verdictSentence(comparison("improved", 0.042, 0.03))).toBe(
    "The candidate scores 0.042 higher, by more than chance explains.",
  );
  expect(verdictSentence(comparison("worse", -0.1, 0.03))).toBe(
    "The candidate scores 0.100 lower, by more than chance explains.",
  );
  expect(verdictSentence(comparison("no clear change", -0.004, 0.03))).toBe(
    "The candidate scores −0.004, which chance explains.",
  );
});

test("too few items say what would have shown", () => {
  expect(verdictSentence(comparison("too few items", 0.03, 0.117))).toBe(
    "Too few items to tell: only a true change of 0.117 or more would most likely have shown.",
  );
  expect(verdictSentence(comparison("too few items", 0.03, 1.4))).toBe(
    "Too few items to tell: no change would most likely have shown.",
  );
  expect(verdictSentence(comparison("too few items", 1, null))).toBe("Too few items to tell anything.");
  expect(verdictSentence(comparison("too few items", null, null))).toBe(
    "There is nothing to compare: a side has no scored items.",
  );
});

test("a p-value is never 0", () => {
  expect([0.0123, 0.0001, 1].map(pValueWords)).toEqual(["p = 0.012", "p < 0.001", "p = 1.000"]);
});

test("the test is told with its n", () => {
  const shared = { sharedItems: 412, pairing: "paired", score: { test: "paired t" } } as Comparison;
  expect(testWords(shared)).toBe("paired t, 412 shared items");
  const apart = {
    pairing: "unpaired",
    score: { test: "Welch's t" },
    baseline: { scoredItems: 1_030 },
    candidate: { scoredItems: 1 },
  } as Comparison;
  expect(testWords(apart)).toBe("Welch's t, 1,030 and 1 items");
});

test("pairing says within what, and which items have no pair", () => {
  const paired = { matchedBy: ["model"], sharedItems: 412, baselineOnlyItems: 0, candidateOnlyItems: 3 };
  expect(pairingWords(paired as Comparison)).toBe(
    "Paired: 412 shared items, like against like within the same model.",
  );
  expect(unpairedItemsWords(paired as Comparison)).toBe(
    "Left out, scored on one side alone: 3 items in the candidate.",
  );
  const plain = { matchedBy: [], sharedItems: 1, baselineOnlyItems: 0, candidateOnlyItems: 0 };
  expect(pairingWords(plain as unknown as Comparison)).toBe("Paired: 1 shared item, each against itself.");
  expect(unpairedItemsWords(plain as unknown as Comparison)).toBeNull();
});
