import { describe, expect, test } from "vitest";
import { independentDifference } from "./differences.ts";
import { stratifiedDifference, type Stratum } from "./stratified.ts";
import { type Random, randomOf } from "./testing/random.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { natureOf, simulatedStratum } from "./testing/simulated-stratum.ts";

const list = <Entry>(length: number, of: (index: number) => Entry) =>
  Array.from({ length }, (_, index) => of(index));
/** What a difference of score or latency is taken for, looked at once. */
function verdictOf(strata: readonly Stratum[]): "better" | "worse" | null {
  const { difference, pValue } = stratifiedDifference(strata);
  if (pValue === null || pValue >= 0.05) return null;
  return difference! > 0 ? "better" : "worse";
}
const isChange = (verdict: "better" | "worse" | null) => verdict !== null;

/** How many of so many boards are as said, and the most that a chance of 5 % explains: three standard errors more. */
function countOf(boards: number, seed: number, said: (random: Random) => boolean) {
  const random = randomOf(seed);
  const found = list(boards, () => said(random)).filter(Boolean).length;
  return { found, allowed: boards * 0.05 + 3 * Math.sqrt(boards * 0.05 * 0.95) };
}

/** Ten models on three datasets, 1 to 30 runs a side. */
const board = (random: Random, lift = 0) =>
  list(30, () => simulatedStratum(natureOf(random), random.whole(1, 30), random.whole(1, 30), lift));
const smallBoard = (random: Random) =>
  list(random.whole(1, 8), () => simulatedStratum(natureOf(random), random.whole(1, 3), random.whole(1, 3)));

describe("where nothing changed, no more than one board in twenty says that something did", () => {
  test.each([
    ["thirty strata of 1 to 30 runs", 400, board],
    ["a few strata of 1 to 3 runs", 1_000, smallBoard],
    ["two runs against two", 1_000, (random: Random) => [simulatedStratum(natureOf(random), 2, 2)]],
    ["one run against two", 1_000, (random: Random) => [simulatedStratum(natureOf(random), 1, 2)]],
    [
      "ten strata of one against one",
      700,
      (random: Random) => list(10, () => simulatedStratum(natureOf(random), 1, 1)),
    ],
    [
      "one stratum of two against two, ten of one against one",
      700,
      (random: Random) =>
        list(11, (index) => simulatedStratum(natureOf(random), index ? 1 : 2, index ? 1 : 2)),
    ],
    [
      "one or two runs against many",
      1_000,
      (random: Random) =>
        list(10, () => simulatedStratum(natureOf(random), random.whole(1, 2), random.whole(5, 30))),
    ],
  ])("%s", (_, boards, boardOf) => {
    const { found, allowed } = countOf(boards, 1, (random) => isChange(verdictOf(boardOf(random))));
    expect(found).toBeLessThanOrEqual(allowed);
  });

  test("a window with more runs of weaker models, while all runs taken together say worse", () => {
    let pooledSaysWorse = 0;
    const { found, allowed } = countOf(400, 3, (random) => {
      // From weak to strong: more and more runs are of the window before.
      const strata = list(10, (index) => {
        const level = 0.4 + 0.05 * index;
        const score = () => Math.min(1, level + 0.05 * random.normal());
        return simulatedStratum({ mean: level, itemsEach: 20, score }, 12 - index, 3 + index);
      });
      const pooled = (side: "newer" | "older") =>
        sampleOf(strata.flatMap((stratum) => list(stratum[side].n, () => stratum[side].mean)));
      const { difference, pValue } = independentDifference(pooled("newer"), pooled("older"));
      if (pValue! < 0.05 && difference < 0) pooledSaysWorse++;
      return isChange(verdictOf(strata));
    });
    expect(found).toBeLessThanOrEqual(allowed);
    expect(pooledSaysWorse).toBe(400);
  });

  test("a change that helps half of the strata as much as it harms the others", () => {
    const { found, allowed } = countOf(400, 4, (random) =>
      isChange(
        verdictOf(
          list(20, (index) => {
            const level = random.between(0.3, 0.7);
            const score = (lift: number) => level + lift + 0.08 * random.normal();
            return simulatedStratum({ mean: level, itemsEach: 20, score }, 3, 3, index % 2 ? 0.1 : -0.1);
          }),
        ),
      ),
    );
    expect(found).toBeLessThanOrEqual(allowed);
  });
});

describe("a true change of 0.05", () => {
  /** Twenty strata of three runs a side. */
  const sixtyASide = (random: Random, lift: number) =>
    list(20, () => simulatedStratum(natureOf(random), 3, 3, lift));
  const verdicts = (lift: number, seed: number) => {
    const random = randomOf(seed);
    return list(300, () => verdictOf(sixtyASide(random, lift)));
  };

  test.each([
    [0.05, "better", "worse"],
    [-0.05, "worse", "better"],
  ] as const)("%d is found in %s of two boards of three with sixty runs a side", (lift, right, wrong) => {
    const found = verdicts(lift, 6);
    expect(found.filter((verdict) => verdict === right).length / 300).toBeGreaterThan(2 / 3);
    expect(found.filter((verdict) => verdict === wrong)).toEqual([]);
  });

  test("is found on every board of thirty strata with 1 to 30 runs a side", () => {
    const random = randomOf(7);
    expect(new Set(list(100, () => verdictOf(board(random, 0.05))))).toEqual(new Set(["better"]));
  });

  test("what is said to be detectable is found four times in five", () => {
    const random = randomOf(8);
    const lifts = list(300, () => {
      const level = random.between(0.4, 0.6);
      const score = (lift: number) => level + lift + 0.2 * random.normal();
      const strata = (lift: number) =>
        list(5, () => simulatedStratum({ mean: level, itemsEach: 1_000, score }, 6, 6, lift));
      const detectable = stratifiedDifference(strata(0)).detectable!;
      return isChange(verdictOf(strata(detectable)));
    });
    expect(lifts.filter(Boolean).length / 300).toBeCloseTo(0.8, 1);
  });
});
