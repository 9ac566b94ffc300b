import { expect, test } from "vitest";
import { nextAttempt } from "./delivery.ts";

const now = new Date("2026-11-23T12:00:00Z");
const waitOf = (attempts: number) => (nextAttempt(attempts, now)?.getTime() ?? NaN) - now.getTime();

test("waits half a minute, then twice as long each time, at most four hours", () => {
  expect([1, 2, 3, 9, 10, 11, 19].map((attempts) => waitOf(attempts) / 60_000)).toEqual([
    0.5, 1, 2, 128, 240, 240, 240,
  ]);
});

test("gives up after twenty attempts", () => {
  expect(nextAttempt(20, now)).toBeNull();
});
