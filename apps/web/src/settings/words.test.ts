import { describe, expect, it, test } from "vitest";
import { actionWords, actorWords, endOf, endWords, keyStateOf, mayWords } from "./words.ts";

const NOW_MS = Date.parse("2026-11-29T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const at = (ms: number) => new Date(NOW_MS + ms).toISOString();

describe("a key", () => {
  it("works until the moment that it ends or is revoked", () => {
    expect(keyStateOf({ revokedAt: null, expiresAt: null }, NOW_MS)).toBe("works");
    expect(keyStateOf({ revokedAt: null, expiresAt: at(1) }, NOW_MS)).toBe("works");
    expect(keyStateOf({ revokedAt: null, expiresAt: at(0) }, NOW_MS)).toBe("expired");
  });

  it("is revoked, whether it has expired as well or not", () => {
    expect(keyStateOf({ revokedAt: at(-2), expiresAt: at(-1) }, NOW_MS)).toBe("revoked");
  });

  it("ends so many days from now, or never", () => {
    expect(endOf("7", NOW_MS)).toBe("2026-12-06T12:00:00.000Z");
    expect(endOf("never", NOW_MS)).toBeUndefined();
  });

  it("says how long it still works", () => {
    const words = [null, at(-1), at(0), at(HOUR_MS), at(24 * HOUR_MS), at(50 * HOUR_MS)].map((end) =>
      endWords(end, NOW_MS),
    );
    expect(words).toEqual(["never", "ended", "ended", "within a day", "in 1 day", "in 2 days"]);
  });
});

test("an admin may everything, others what each scope is for", () => {
  expect(mayWords(["read", "admin"])).toBe("do everything (admin)");
  expect(mayWords(["read", "ingest"])).toBe("see the board and its runs (read), record runs (ingest)");
});

test("the log's words for what was done are read, those of later servers too", () => {
  expect(["run.deleted", "sign-in.refused", "metric.described"].map(actionWords)).toEqual([
    "Run deleted",
    "Sign-in refused",
    "Metric described",
  ]);
});

test("who did it is a name, and of nobody known the address", () => {
  expect(actorWords({ kind: "key", name: "ci" })).toBe("ci");
  expect(actorWords({ kind: "stranger", name: "10.0.0.7" })).toBe("Nobody known, from 10.0.0.7");
});
