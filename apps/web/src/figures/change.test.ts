import { describe, expect, test } from "vitest";
import { changeOf, changeOfText } from "./change.tsx";

describe("change", () => {
  test("counts change by a share of what they were", () => {
    expect(changeOf(112, 100, "relative")).toEqual({
      text: "+12%",
      direction: "up",
      tone: "neutral",
    });
    expect(changeOf(50, 100, "relative")).toEqual({
      text: "−50%",
      direction: "down",
      tone: "neutral",
    });
  });

  test("scores change by points of the score", () => {
    expect(changeOf(0.847, 0.839, "score")).toEqual({
      text: "+0.008",
      direction: "up",
      tone: "neutral",
    });
  });

  test("rates change by percentage points", () => {
    expect(changeOf(0.063, 0.071, "rate")).toEqual({
      text: "−0.8 pp",
      direction: "down",
      tone: "neutral",
    });
  });

  test("a change has the tone that it is given", () => {
    expect(changeOfText("−0.100", "bad")).toEqual({ text: "−0.100", direction: "down", tone: "bad" });
  });

  test("a change that rounds to nothing has neither direction nor colour", () => {
    const none = { direction: "same", tone: "neutral" };
    expect(changeOf(0.50001, 0.5, "score")).toEqual({ text: "0.000", ...none });
    expect(changeOf(1_001, 1_000, "relative")).toEqual({ text: "0%", ...none });
    expect(changeOf(0.10001, 0.1, "rate")).toEqual({ text: "0.0 pp", ...none });
    expect(changeOfText("0.000", "good")).toEqual({ text: "0.000", ...none });
  });

  describe("there is no change", () => {
    test("from or to the unknown", () => {
      expect(changeOf(null, 0.5, "score")).toBeNull();
      expect(changeOf(0.5, null, "score")).toBeNull();
    });

    test("as a share of nothing", () => {
      expect(changeOf(31, 0, "relative")).toBeNull();
    });
  });

  test("a rate may rise from zero", () => {
    expect(changeOf(0.01, 0, "rate")).toEqual({ text: "+1.0 pp", direction: "up", tone: "neutral" });
  });
});
