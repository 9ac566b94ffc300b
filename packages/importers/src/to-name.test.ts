import { StartRun } from "@evalboard/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toName } from "./to-name.ts";

const Name = StartRun.shape.dataset.shape.name;

describe("toName", () => {
  it("makes one line of several, without control characters", () => {
    expect(toName("  capitals\n\tof\u0000 Europe\u001b[31m ")).toBe("capitals of Europe [31m");
  });

  it("keeps 200 characters and stands a hash for what is beyond", () => {
    expect(toName("x".repeat(200))).toBe("x".repeat(200));
    const [a, b] = [toName(`${"x".repeat(300)}a`), toName(`${"x".repeat(300)}b`)];
    expect(a).toHaveLength(200);
    expect(a).toMatch(/^x{190}… [\da-f]{8}$/);
    expect(a).not.toBe(b);
  });

  it("does not cut a character in two", () => {
    expect(toName("🦉".repeat(150)).isWellFormed()).toBe(true);
  });

  it("is empty where nothing is left", () => {
    expect(toName("\u0000\n ")).toBe("");
  });

  it("gives what the contract takes as it is, whatever the text", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const name = toName(text);
        fc.pre(name !== "");
        expect(Name.parse(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});
