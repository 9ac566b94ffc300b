import { expect, test } from "vitest";
import { correctionWords, nothingWords } from "./prompt-changes.tsx";

test("changes with nothing to compare are counted in one line", () => {
  expect([nothingWords(1, "change"), nothingWords(3, "prompt")]).toEqual([
    "1 change has nothing to compare",
    "3 prompts have nothing to compare",
  ]);
});

test("the correction counts the prompts tested", () => {
  expect([0, 1, 6].map(correctionWords)).toEqual([
    "No change has enough for a test.",
    "One change could be tested, at 5%, over all runs of both versions.",
    "Verdicts are of all runs of both versions, tested at 5%, and corrected for the 6 prompts tested (Holm); intervals are not.",
  ]);
});
