import { expect, test } from "vitest";
import { scoreTone } from "./score-tone.ts";

const scored = (low: number, high: number) => ({ scoreInterval: { low, high } });

test("a score whose interval lies apart from the one before is better or worse", () => {
  expect(scoreTone(scored(0.81, 0.85), scored(0.7, 0.8))).toBe("good");
  expect(scoreTone(scored(0.6, 0.69), scored(0.7, 0.8))).toBe("bad");
});

test("intervals that overlap or touch tell nothing", () => {
  expect(scoreTone(scored(0.79, 0.85), scored(0.7, 0.8))).toBe("neutral");
  expect(scoreTone(scored(0.8, 0.85), scored(0.7, 0.8))).toBe("neutral");
  expect(scoreTone(scored(0.6, 0.7), scored(0.7, 0.8))).toBe("neutral");
});

test("without an interval nothing is told", () => {
  expect(scoreTone({ scoreInterval: null }, scored(0.7, 0.8))).toBe("neutral");
  expect(scoreTone(scored(0.9, 0.95), { scoreInterval: null })).toBe("neutral");
});
