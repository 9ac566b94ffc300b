import { describe, expect, test } from "vitest";
import { refetchAfter, staleTimeOf, TROUBLE_RETRY_MS } from "./freshness.ts";

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
    expect(refetchAfter(fresh, false)).toBe(41_000);
  });

  test("not at once when this one came in its last moment", () => {
    expect(refetchAfter({ freshForMs: 3, stale: false }, false)).toBe(1_000);
  });

  test("soon, but never in a tight loop, when this one is stale", () => {
    expect(refetchAfter(stale, false)).toBe(TROUBLE_RETRY_MS);
  });

  test("soon when the server did not answer", () => {
    expect(refetchAfter(fresh, true)).toBe(TROUBLE_RETRY_MS);
  });

  test("not by a timer while there never was one", () => {
    expect(refetchAfter(undefined, true)).toBe(false);
  });
});
