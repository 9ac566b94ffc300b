import { describe, expect, test } from "vitest";
import { type CellFacts, cellsOf, type ItemResiduals, runsOf } from "./cells.ts";
import { componentsOf, itemsInterval, itemsVariance, mostOf } from "./items.ts";
import { sumOf } from "./testing/simulated-board.ts";

/** Runs of the same items, a list of scores each. */
function factsOf(model: string, runs: readonly (readonly number[])[]): CellFacts {
  const means = runs.map(meanOf);
  const items = (runs[0] ?? []).map((_, item) => runs.map((run) => run[item] ?? 0));
  return {
    model,
    dataset: "d",
    mean: meanOf(means),
    runs: runs.length,
    itemsPerRun: items.length,
    runSquares: squaresOf(means),
    runFreedom: runs.length - 1,
    spread: {
      items: items.length,
      answers: runs.length * items.length,
      sum: sumOf(items, meanOf),
      squares: sumOf(items, (answers) => meanOf(answers) ** 2),
      withinSquares: sumOf(items, squaresOf),
    },
  };
}

function meanOf(values: readonly number[]): number {
  return sumOf(values, (value) => value) / values.length;
}

function squaresOf(values: readonly number[]): number {
  return sumOf(values, (value) => (value - meanOf(values)) ** 2);
}

/** Of two models that were asked the same items: half of the squares of the differences about their mean. */
function residualsOf(one: readonly number[], other: readonly number[]): Map<string, ItemResiduals> {
  const differences = one.map((score, item) => score - (other[item] ?? 0));
  return new Map([["d", { squares: squaresOf(differences) / 2, freedom: one.length - 1 }]]);
}

const one = [1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1];
const other = [0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0];

/** What runs vary where none was repeated, of c(1 − c) with one failed and one perfect item more. */
function prior(scores: readonly number[]): number {
  const centre = (sumOf(scores, (score) => score) + 1) / (scores.length + 2);
  return 0.055 ** 2 * centre * (1 - centre);
}

describe("the error of a cell", () => {
  test("of two models is that of the difference of paired items", () => {
    const cells = cellsOf([factsOf("a", [one]), factsOf("b", [other])], residualsOf(one, other));
    const differences = one.map((score, item) => score - (other[item] ?? 0));
    expect(sumOf(cells, ({ variance }) => variance)).toBeCloseTo(
      squaresOf(differences) / 11 / 12 + prior(one) + prior(other),
      12,
    );
  });

  test("is as with one item more that differs by 1 where none does", () => {
    const cells = cellsOf([factsOf("a", [one]), factsOf("b", [one])], residualsOf(one, one));
    // Four degrees of freedom of 1/12, which the difference would vary by, among 11 of none.
    expect(sumOf(cells, ({ variance }) => variance)).toBeCloseTo(
      ((4 / 15) * (1 / 12)) / 12 + 2 * prior(one),
      12,
    );
  });

  test("falls with runs by what the answers explain, and by no more", () => {
    const likes = { squares: 11 * 0.3, freedom: 11 };
    const facts = [factsOf("a", [one, other]), factsOf("b", [other, one])];
    const variance = (runs: number) =>
      cellsOf(
        facts.map((cell) => ({ ...cell, runs })),
        new Map([["d", likes]]),
      )[0]?.variance;
    // 6 items in 12 have one of either answer: 0.5 of squares each, and a degree of freedom an item.
    const within = 3 / 12;
    expect(componentsOf(facts[0]?.spread ?? never).within).toBeCloseTo(within, 12);
    const ofRuns = runsOf(facts).variance * mostOf(facts[0]!);
    expect(variance(1)).toBeCloseTo((0.3 - within / 2 + within) / 12 + ofRuns, 12);
    expect(variance(1e9)).toBeCloseTo((0.3 - within / 2) / 12, 9);
  });

  test("of fewer items has what the others differ by", () => {
    const full = factsOf("a", [one]);
    const few = { ...factsOf("b", [other]), itemsPerRun: 4 };
    const residuals = residualsOf(one, other);
    const [ofFull, ofFew] = cellsOf([full, few], residuals);
    const liking = ((ofFull?.variance ?? 0) - prior(one)) * 12;
    const between = componentsOf(few.spread).between;
    expect(between).toBeGreaterThan(liking);
    const byRuns = 0.055 ** 2 * mostOf(few);
    expect(ofFew?.variance).toBeCloseTo(liking / 4 + (between - liking) * (1 / 4 - 1 / 12) + byRuns, 12);
  });

  test("has what whole runs vary beyond their answers, one figure for the board, over the runs", () => {
    // A run of all and a run of none: 0.5 of their means, of which the answers explain 0.5 / 12.
    const facts = [factsOf("a", [one.map(() => 1), one.map(() => 0)]), { ...factsOf("b", [other]), runs: 4 }];
    const ofRuns = runsOf(facts);
    expect(ofRuns.variance).toBeCloseTo((0.5 - 0.5 / 12) / 0.25, 12);
    for (const [index, cell] of cellsOf(facts, new Map()).entries()) {
      const of = facts[index]!;
      const byRuns = (ofRuns.variance * mostOf(of)) / of.runs;
      expect(cell.variance).toBeCloseTo(itemsVariance(of) + byRuns, 12);
      expect(cell.levelVariance).toBeCloseTo(itemsVariance(of) + byRuns, 12);
    }
  });

  test("has what runs are like where none was repeated, and less of it the more that do not vary were", () => {
    const byRuns = (runFreedom: number) => {
      const cells = cellsOf([{ ...factsOf("a", [one]), runFreedom }], new Map());
      return (cells[0]?.variance ?? 0) - itemsVariance(factsOf("a", [one]));
    };
    expect([byRuns(0), byRuns(4), byRuns(36)]).toEqual(
      [1, 1 / 2, 1 / 10].map((share) => expect.closeTo(share * prior(one), 12)),
    );
  });

  test("is known with the freedom of what it comes of", () => {
    const steady = [factsOf("a", [one]), factsOf("b", [other])];
    // Of the items 11 of the residuals, and 4 that they are moderated by; of the runs 4.
    const [ofOthers] = cellsOf(steady, residualsOf(one, other));
    const ofItems = (ofOthers?.variance ?? 0) - prior(one);
    const knownAs = (items: number, freedom: number) =>
      (items + prior(one)) ** 2 / (items ** 2 / freedom + prior(one) ** 2 / 4);
    expect(ofOthers?.freedom).toBeCloseTo(knownAs(ofItems, 15), 9);
    const items = itemsVariance(factsOf("a", [one]));
    expect(cellsOf(steady, new Map())[0]?.freedom).toBeCloseTo(knownAs(items, 11), 9);
    // Of runs that are next to all there is, and what they are like.
    const varying = steady.map((cell) => ({ ...cell, runSquares: 1e6, runFreedom: 20 }));
    expect(cellsOf(varying, residualsOf(one, other))[0]?.freedom).toBeCloseTo(2 * 20 + 4, 3);
  });

  test("is that for such items where one model alone was asked, and the level's always", () => {
    const facts = factsOf("a", [one]);
    const [cell] = cellsOf([facts], new Map([["d", { squares: 0, freedom: 0 }]]));
    const such = expect.closeTo(itemsVariance(facts) + prior(one), 12);
    expect(cell).toMatchObject({ variance: such, levelVariance: such });
    const [paired] = cellsOf([facts, factsOf("b", [one])], residualsOf(one, one));
    expect(paired?.variance).toBeLessThan(paired?.levelVariance ?? 0);
    expect(paired?.levelVariance).toBeCloseTo(itemsVariance(facts) + prior(one), 12);
  });

  test("leaves the interval of its mean as that is by itself", () => {
    const [a, b] = [factsOf("a", [one, other]), factsOf("b", [other])];
    const intervals = cellsOf([a, b], residualsOf(one, other)).map(({ levelInterval }) => levelInterval);
    const ofRuns = runsOf([a, b]);
    expect(intervals).toEqual(
      [a, b].map((facts) => itemsInterval(facts.mean, [{ ...facts, share: 1 }], ofRuns)),
    );
  });
});

const never = { items: 0, answers: 0, sum: 0, squares: 0, withinSquares: 0 };
