import { expect, test } from "vitest";
import { compareTexts } from "./difference.tsx";

test("marks the words that only one of the texts has", () => {
  expect(compareTexts("The capital is Paris.", "The capital is Lyon.")).toEqual([
    { text: "The capital is ", of: "both" },
    { text: "Paris", of: "before" },
    { text: "Lyon", of: "after" },
    { text: ".", of: "both" },
  ]);
});

test("both texts can be put together again, spaces and line breaks included", () => {
  const before = '{\n  "total": 12.5,\n  "currency": "EUR"\n}';
  const after = '{ "total": 12.5, "currency": "USD" }\n';
  const parts = compareTexts(before, after) ?? [];
  const side = (one: "before" | "after") =>
    parts
      .filter(({ of }) => of === "both" || of === one)
      .map(({ text }) => text)
      .join("");
  expect(side("before")).toBe(before);
  expect(side("after")).toBe(after);
});

test("marks nothing where nothing differs, where nothing is shared, and where it would take long", () => {
  expect(compareTexts("Paris", "Paris")).toBeNull();
  expect(compareTexts("Paris", "I am sorry, I cannot answer this question.")).toBeNull();
  expect(compareTexts("word ".repeat(10_000), "words ".repeat(10_000))).toBeNull();
});
