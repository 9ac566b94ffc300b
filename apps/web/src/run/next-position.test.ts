import type { ResultPage, ResultRow } from "@evalboard/runs/contract";
import { expect, test } from "vitest";
import { nextPosition } from "./next-position.ts";

const result = (position: number): ResultRow => ({
  position,
  itemKey: `item-${position}`,
  repeat: 1,
  outcome: "perfect",
  input: null,
  expected: null,
  output: null,
  score: 1,
  reason: null,
  error: null,
  latencyMs: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  textReplaced: false,
});
const page = (...positions: number[]): ResultPage => ({ results: positions.map(result), nextCursor: null });

test("reads on after the last position while the server has more", () => {
  expect(nextPosition([page(1, 2), page(3, 4)], 10)).toBe(4);
});

test("ends when everything is read", () => {
  expect(nextPosition([page(1, 2), page(3)], 3)).toBeUndefined();
  expect(nextPosition([page()], 0)).toBeUndefined();
});

test("goes on when a running run has got more since the last page", () => {
  expect(nextPosition([page(1, 2), page(3)], 4)).toBe(3);
});

test("starts from the beginning when the first page was still empty", () => {
  expect(nextPosition([page()], 2)).toBe(0);
});
