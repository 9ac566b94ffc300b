import { expect, it } from "vitest";
import { align, LINE_WIDTH } from "./align.ts";

it("sets names to the left and figures to the right", () => {
  expect(
    align([
      ["", "runs"],
      ["gpt-4o", "1,204"],
      ["o1", "7"],
    ]),
  ).toEqual(["         runs", "gpt-4o  1,204", "o1          7"]);
});

it("cuts a name that would make the line too long", () => {
  const lines = align([
    ["x".repeat(200), "1.000"],
    ["é".repeat(73), "0.5"],
  ]);
  expect(lines).toEqual([`${"x".repeat(72)}…  1.000`, `${"é".repeat(73)}    0.5`]);
  expect(lines.map(({ length }) => length)).toEqual([LINE_WIDTH, LINE_WIDTH]);
});
