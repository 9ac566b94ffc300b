import { describe, expect, it } from "vitest";
import { align, bar, LINE_WIDTH, sparkline, wrap } from "./text.ts";

describe("align", () => {
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
});

describe("wrap", () => {
  it("breaks between words, and sets in what goes on", () => {
    expect(wrap("one line")).toEqual(["one line"]);
    const words = `${"x".repeat(77)} ab c`;
    expect(wrap(words)).toEqual([`${"x".repeat(77)} ab`, "  c"]);
    expect(wrap(words, "  ")).toEqual([`  ${"x".repeat(77)}`, "    ab c"]);
  });

  it("cuts a word that is longer than a line", () => {
    expect(wrap(`${"x".repeat(90)} a`)).toEqual([`${"x".repeat(79)}…`, "  a"]);
    expect(wrap(`a ${"x".repeat(90)}`)).toEqual(["a", `  ${"x".repeat(77)}…`]);
  });
});

describe("bars", () => {
  it.each([
    [0, "··········"],
    [1, "██████████"],
    [0.5, "█████·····"],
    [0.8125, "████████▏·"],
    [0.999, "██████████"],
  ])("draws %s in ten characters", (share, drawn) => {
    expect(bar(share)).toBe(drawn);
  });

  it("draws values from 0 to the highest, and marks where there is none", () => {
    expect(sparkline([0, 50, null, 100])).toBe("▁▅·█");
    expect(sparkline([0, 0])).toBe("▁▁");
    expect(sparkline([null])).toBe("·");
    expect(sparkline([])).toBe("");
  });
});
