import { describe, expect, test } from "vitest";
import { changeOf } from "./change.ts";

test("counts change by a share of what they were", () => {
  expect(changeOf(112, 100, "relative", "neither")).toEqual({
    text: "+12%",
    direction: "up",
    tone: "neutral",
  });
  expect(changeOf(50, 100, "relative", "neither")).toEqual({
    text: "−50%",
    direction: "down",
    tone: "neutral",
  });
});

test("scores change by points of the score", () => {
  expect(changeOf(0.847, 0.839, "score", "higher")).toEqual({
    text: "+0.008",
    direction: "up",
    tone: "good",
  });
});

test("rates change by percentage points", () => {
  expect(changeOf(0.063, 0.071, "rate", "lower")).toEqual({
    text: "−0.8 pp",
    direction: "down",
    tone: "good",
  });
});

test("a higher latency is bad news", () => {
  expect(changeOf(1_500, 1_000, "relative", "lower")?.tone).toBe("bad");
});

test("a change that rounds to nothing has neither direction nor colour", () => {
  const none = { direction: "same", tone: "neutral" };
  expect(changeOf(0.50001, 0.5, "score", "higher")).toEqual({ text: "0.000", ...none });
  expect(changeOf(1_001, 1_000, "relative", "lower")).toEqual({ text: "0%", ...none });
  expect(changeOf(0.10001, 0.1, "rate", "lower")).toEqual({ text: "0.0 pp", ...none });
});

describe("there is no change", () => {
  test("from or to the unknown", () => {
    expect(changeOf(null, 0.5, "score", "higher")).toBeNull();
    expect(changeOf(0.5, null, "score", "higher")).toBeNull();
  });

  test("as a share of nothing", () => {
    expect(changeOf(31, 0, "relative", "neither")).toBeNull();
  });
});

test("a rate may rise from zero", () => {
  expect(changeOf(0.01, 0, "rate", "lower")).toEqual({ text: "+1.0 pp", direction: "up", tone: "bad" });
});
