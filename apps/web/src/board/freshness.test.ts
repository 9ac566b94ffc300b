import { describe, expect, test } from "vitest";
import { refetchAfter, secondsToNext, STALE_RETRY_MS, staleTimeOf } from "./freshness.ts";

const fresh = { freshForMs: 41_000, stale: false };
const stale = { freshForMs: 0, stale: true };

test("a report is fresh for what is left of its minute, not for a minute from now", () => {
  expect(staleTimeOf(fresh)).toBe(41_000);
});

test("no report is not fresh", () => {
  expect(staleTimeOf(undefined)).toBe(0);
});

describe("the next report is asked for", () => {
  test("when this one's minute is over", () => {
    expect(refetchAfter(fresh)).toBe(41_000);
  });

  test("not at once when this one came in its last moment", () => {
    expect(refetchAfter({ freshForMs: 3, stale: false })).toBe(1_000);
  });

  test("after a while when this one is stale, never in a tight loop", () => {
    expect(refetchAfter(stale)).toBe(STALE_RETRY_MS);
  });

  test("not by a timer while there is none", () => {
    expect(refetchAfter(undefined)).toBe(false);
  });
});

describe("the countdown", () => {
  test("runs from when the report was received, in whole seconds", () => {
    expect(secondsToNext(fresh, 1_000_000, 1_000_000)).toBe(41);
    expect(secondsToNext(fresh, 1_000_000, 1_000_001)).toBe(41);
    expect(secondsToNext(fresh, 1_000_000, 1_040_001)).toBe(1);
  });

  test("stops at 0", () => {
    expect(secondsToNext(fresh, 1_000_000, 1_041_000)).toBe(0);
    expect(secondsToNext(fresh, 1_000_000, 9_000_000)).toBe(0);
  });
});
