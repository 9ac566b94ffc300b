import { expect, it } from "vitest";
import { codeSpan } from "./markdown.ts";

it.each([
  ["Paris", "`Paris`"],
  ["", ""],
  [" \n ", ""],
  ["a\r\n\tb", "`a b`"],
  ["a | b", "`a \\| b`"],
  ["`a`", "`` `a` ``"],
  ["a ``` b", "````a ``` b````"],
  ["\u001b[31mred", "`\uFFFD[31mred`"],
])("shows %j in one cell", (text, span) => {
  expect(codeSpan(text)).toBe(span);
});

it("cuts what is longer, by whole characters", () => {
  expect(codeSpan("😀😀😀", 3)).toBe("`😀😀😀`");
  expect(codeSpan("😀😀😀😀", 3)).toBe("`😀😀…`");
});
