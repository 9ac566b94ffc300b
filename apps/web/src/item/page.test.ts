import { expect, test } from "vitest";
import { cutWords } from "./page.tsx";
import { answerOf, stripOf } from "./testing/strip-of-test.ts";

test("the page says that answers were left out, and how many", () => {
  const strips = [stripOf([answerOf({}), answerOf({ position: 2 })]), stripOf([answerOf({})], "heavy")];
  expect(cutWords({ answers: 3, strips })).toBeNull();
  expect(cutWords({ answers: 2_345, strips })).toBe("Showing the latest 3 of 2,345 answers.");
});
