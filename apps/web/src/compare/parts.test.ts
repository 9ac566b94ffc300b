import { type ComparedItem, PASS_SCORE } from "@evalboard/contract";
import { expect, test } from "vitest";
import { flipOf, passScore } from "./parts.tsx";

const item = (baseline: number, candidate: number) =>
  ({
    baseline: { score: baseline },
    candidate: { score: candidate },
    difference: candidate - baseline,
  }) as ComparedItem;

test("the page's pass is the contract's", () => {
  expect(passScore).toBe(PASS_SCORE);
});

test("an item flips where it crosses the pass, at exactly half it passes", () => {
  expect(flipOf(item(0.5, 0.49))).toBe("lost");
  expect(flipOf(item(0.49, 0.5))).toBe("gained");
  expect(flipOf(item(1, 0))).toBe("lost");
});

test("one that stays on its side of the pass rose, fell, or is the same", () => {
  expect(flipOf(item(0.5, 1))).toBe("rose");
  expect(flipOf(item(0.4, 0))).toBe("fell");
  expect(flipOf(item(0.5, 0.5))).toBe("same");
});
