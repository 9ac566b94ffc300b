import { describe, expect, test } from "vitest";
import { cutWords, shownAnswer } from "./page.tsx";
import { answerOf, stripOf } from "./testing/strip-of-test.ts";

const day = (date: number) => `2026-11-${date}T10:00:00.000Z`;
const first = answerOf({ runId: "a", completedAt: day(10) });
const latest = answerOf({ runId: "b", completedAt: day(17), position: 3 });
const other = answerOf({ runId: "c", completedAt: day(12) });
const strips = [stripOf([first, latest]), stripOf([other], "heavy")];

describe("the answer that is shown", () => {
  test("is the one in the address", () => {
    expect(shownAnswer(strips, "c.1")).toEqual({ strip: strips[1], answer: other });
  });

  test("is the latest of all without one, or with one that is not here", () => {
    expect(shownAnswer(strips, undefined)).toEqual({ strip: strips[0], answer: latest });
    expect(shownAnswer(strips.toReversed(), "b.1")).toEqual({ strip: strips[0], answer: latest });
  });

  test("is none where there are no answers", () => {
    expect(shownAnswer([], "a.1")).toBeUndefined();
  });
});

test("the page says that answers were left out, and how many", () => {
  expect(cutWords({ answers: 3, strips })).toBeNull();
  expect(cutWords({ answers: 2_345, strips })).toBe("Showing the latest 3 of 2,345 answers.");
});
