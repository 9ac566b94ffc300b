import { describe, expect, it } from "vitest";
import { promptNames } from "./prompt-names.ts";

const names = (...prompts: { raw: string; label?: string }[]) => [...promptNames(prompts, "capitals")];

describe("promptNames", () => {
  it("gives a text that is alone the plain name, whatever its label", () => {
    expect(names({ raw: "A", label: "v7" })).toEqual([["A", "capitals"]]);
  });

  it("sees one prompt in one text of several providers", () => {
    expect(names({ raw: "A" }, { raw: "A" })).toEqual([["A", "capitals"]]);
  });

  it("tells several texts apart by their labels", () => {
    expect(names({ raw: "A", label: "plain" }, { raw: "B", label: "terse" })).toEqual([
      ["A", "capitals / plain"],
      ["B", "capitals / terse"],
    ]);
  });

  it("goes by place where labels are the texts, and the first keeps its history", () => {
    expect(names({ raw: "A", label: "A" }, { raw: "B", label: "B" })).toEqual([
      ["A", "capitals"],
      ["B", "capitals #2"],
    ]);
  });

  it("goes by place where two texts have one label", () => {
    expect(names({ raw: "A", label: "x" }, { raw: "B", label: "x" }, { raw: "C", label: "y" })).toEqual([
      ["A", "capitals"],
      ["B", "capitals #2"],
      ["C", "capitals / y"],
    ]);
  });

  it.each([
    ["prompts/a.txt: Name it: now", "Name it: now", "capitals / a.txt"],
    ["/home/me/a.md: Name it...", "Name it: now", "capitals / a.md"],
    ["prompts/make.mjs:sing", "function sing() {}", "capitals / make.mjs:sing"],
    ["v1/short", "Name it", "capitals / v1/short"],
  ])("takes of the label %j what the text does not say", (label, raw, name) => {
    expect(names({ raw: "other" }, { raw, label })[1]).toEqual([raw, name]);
  });
});
