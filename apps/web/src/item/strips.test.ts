import { describe, expect, test } from "vitest";
import { answerWords, stepOf } from "./strips.tsx";
import { answerOf } from "./testing/strip-of-test.ts";
import { verdictOf } from "./verdicts.tsx";

describe("an answer's verdict", () => {
  test("is the tool's, not the score's", () => {
    expect(verdictOf(answerOf({ outcome: "partial", score: 0.82, passed: false }))).toBe("notPassed");
    expect(verdictOf(answerOf({ outcome: "partial", score: 0.3, passed: true }))).toBe("passed");
  });

  test("tells a broken call from an answer that nobody has scored", () => {
    expect(verdictOf(answerOf({ outcome: "errored", score: null, passed: null }))).toBe("errored");
    expect(verdictOf(answerOf({ outcome: "unscored", score: null, passed: null }))).toBe("unscored");
  });

  test("is said in words with its score and its day", () => {
    const dayOf = () => "Tuesday, Nov 17, 2026";
    expect(answerWords(answerOf({ score: 0.82, passed: false }), dayOf)).toBe(
      "Not passed, score 0.820, Tuesday, Nov 17, 2026",
    );
    expect(answerWords(answerOf({ outcome: "errored", score: null, passed: null }), dayOf)).toBe(
      "Errored, Tuesday, Nov 17, 2026",
    );
  });
});

test("the arrow keys go along a strip and stop at its ends", () => {
  expect(stepOf("ArrowLeft", 2, 4)).toBe(1);
  expect(stepOf("ArrowRight", 2, 4)).toBe(3);
  expect(stepOf("Home", 2, 4)).toBe(0);
  expect(stepOf("End", 2, 4)).toBe(3);
  expect(stepOf("ArrowLeft", 0, 4)).toBeUndefined();
  expect(stepOf("ArrowRight", 3, 4)).toBeUndefined();
  expect(stepOf("End", 3, 4)).toBeUndefined();
  expect(stepOf("Enter", 2, 4)).toBeUndefined();
});
