import type { ComparedItem } from "@evalboard/contract";
import { expect, test } from "vitest";
import { flipOf } from "./parts.tsx";

type Side = readonly [score: number, passed: boolean];

const item = ([before, passed]: Side, [after, passes]: Side) =>
  ({
    baseline: { score: before, passed },
    candidate: { score: after, passed: passes },
    difference: after - before,
  }) as ComparedItem;

test("an item flips by its verdicts, whatever its scores are", () => {
  expect(flipOf(item([0.9, true], [0.82, false]))).toBe("lost");
  expect(flipOf(item([0.4, false], [0.45, true]))).toBe("gained");
  expect(flipOf(item([1, true], [1, false]))).toBe("lost");
});

test("one whose verdict stays rose, fell, or is the same", () => {
  expect(flipOf(item([0.2, true], [0.9, true]))).toBe("rose");
  expect(flipOf(item([0.82, false], [0.3, false]))).toBe("fell");
  expect(flipOf(item([0.5, true], [0.5, true]))).toBe("same");
});
