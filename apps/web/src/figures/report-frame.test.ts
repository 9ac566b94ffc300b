import { describe, expect, test } from "vitest";
import { secondsToNext } from "./report-frame.tsx";

describe("the countdown", () => {
  test("runs from when the wait began, in whole seconds", () => {
    expect(secondsToNext(41_000, 1_000_000, 1_000_000)).toBe(41);
    expect(secondsToNext(41_000, 1_000_000, 1_000_001)).toBe(41);
    expect(secondsToNext(41_000, 1_000_000, 1_040_001)).toBe(1);
  });

  test("never shows more than the whole wait, though the clock was read before it began", () => {
    expect(secondsToNext(41_000, 1_000_000, 999_100)).toBe(41);
  });

  test("stops at 0", () => {
    expect(secondsToNext(41_000, 1_000_000, 1_041_000)).toBe(0);
    expect(secondsToNext(41_000, 1_000_000, 9_000_000)).toBe(0);
  });
});
