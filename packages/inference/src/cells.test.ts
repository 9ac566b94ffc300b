import { describe, expect, test } from "vitest";
import { type CellFacts, cellsOf, type ItemResiduals } from "./cells.ts";
import { componentsOf, itemsInterval, itemsVariance } from "./items.ts";
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

/** What runs vary where none was repeated, and that for each of two. */
const prior = 0.025 ** 2;
const ofTwo = 2 * prior;

describe("the error of a cell", () => {
  test("of two models is that of the difference of paired items", () => {
    const cells = cellsOf([factsOf("a", [one]), factsOf("b", [other])], residualsOf(one, other));
    const differences = one.map((score, item) => score - (other[item] ?? 0));
    expect(sumOf(cells, ({ variance }) => variance)).toBeCloseTo(
      squaresOf(differences) / 11 / 12 + ofTwo,
      12,
    );
  });

  test("is as with one item more that differs by 1 where none does", () => {
    const cells = cellsOf([factsOf("a", [one]), factsOf("b", [one])], residualsOf(one, one));
    // Four degrees of freedom of 1/12, which the difference would vary by, among 11 of none.
    expect(sumOf(cells, ({ variance }) => variance)).toBeCloseTo(((4 / 15) * (1 / 12)) / 12 + ofTwo, 12);
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
    // Two runs of each, the same on average, whose noise is more than the prior's squares.
    expect(variance(1)).toBeCloseTo((0.3 - within / 2 + within) / 12, 12);
    expect(variance(1e9)).toBeCloseTo((0.3 - within / 2) / 12, 9);
  });

  test("of fewer items has what the others differ by", () => {
    const full = factsOf("a", [one]);
    const few = { ...factsOf("b", [other]), itemsPerRun: 4 };
    const residuals = residualsOf(one, other);
    const [ofFull, ofFew] = cellsOf([full, few], residuals);
    const liking = ((ofFull?.variance ?? 0) - prior) * 12;
    const between = componentsOf(few.spread).between;
    expect(between).toBeGreaterThan(liking);
    expect(ofFew?.variance).toBeCloseTo(liking / 4 + (between - liking) * (1 / 4 - 1 / 12) + prior, 12);
  });

  test("has what whole runs vary beyond their answers, over the runs", () => {
    // A run of all and a run of none: 0.5 of their means, of which the answers explain 0.5 / 12.
    const runs = [one.map(() => 1), one.map(() => 0)];
    const facts = [factsOf("a", runs), { ...factsOf("b", [other]), runs: 4 }];
    const steady = facts.map((cell) => ({ ...cell, runSquares: 0 }));
    const added = cellsOf(facts, new Map()).map(
      ({ variance }, cell) => variance - (cellsOf(steady, new Map())[cell]?.variance ?? 0),
    );
    const beyond = (0.5 - 0.5 / 12 + 4 * prior) / (1 + 4);
    expect(added[0]).toBeCloseTo(beyond / 2, 12);
    expect(added[1]).toBeCloseTo(beyond / 4, 12);
  });

  test("has what runs are like where none was repeated, and less of it the more that do not vary were", () => {
    const facts = [factsOf("a", [one]), factsOf("b", [one])];
    const byRuns = (runFreedom: number) => {
      const cells = cellsOf([{ ...factsOf("a", [one]), runFreedom }], new Map());
      return (cells[0]?.variance ?? 0) - itemsVariance(factsOf("a", [one]));
    };
    expect([byRuns(0), byRuns(4), byRuns(36)]).toEqual(
      [prior, prior / 2, prior / 10].map((variance) => expect.closeTo(variance, 12)),
    );
    const [cell] = cellsOf(facts, residualsOf(one, one));
    expect(cell?.levelVariance).toBeCloseTo(itemsVariance(factsOf("a", [one])) + prior, 12);
  });

  test("is known with the freedom of what it comes of", () => {
    const steady = [factsOf("a", [one]), factsOf("b", [other])];
    // Of the items 11 of the residuals, and 4 that they are moderated by; of the runs 4.
    const [ofOthers] = cellsOf(steady, residualsOf(one, other));
    const ofItems = (ofOthers?.variance ?? 0) - prior;
    expect(ofOthers?.freedom).toBeCloseTo((ofItems + prior) ** 2 / (ofItems ** 2 / 15 + prior ** 2 / 4), 9);
    const items = itemsVariance(factsOf("a", [one]));
    expect(cellsOf(steady, new Map())[0]?.freedom).toBeCloseTo(
      (items + prior) ** 2 / (items ** 2 / 11 + prior ** 2 / 4),
      9,
    );
    // Of two runs that are next to all there is, and the prior.
    const varying = steady.map((cell) => ({ ...cell, runSquares: 1e6, runFreedom: 0.5 }));
    expect(cellsOf(varying, residualsOf(one, other))[0]?.freedom).toBeCloseTo(1 + 4, 5);
  });

  test("is that for such items where one model alone was asked, and the level's always", () => {
    const facts = factsOf("a", [one]);
    const [cell] = cellsOf([facts], new Map([["d", { squares: 0, freedom: 0 }]]));
    const such = expect.closeTo(itemsVariance(facts) + prior, 12);
    expect(cell).toMatchObject({ variance: such, levelVariance: such });
    const [paired] = cellsOf([facts, factsOf("b", [one])], residualsOf(one, one));
    expect(paired?.variance).toBeLessThan(paired?.levelVariance ?? 0);
    expect(paired?.levelVariance).toBeCloseTo(itemsVariance(facts) + prior, 12);
  });

  test("leaves the interval of its mean as that is by itself", () => {
    const [a, b] = [factsOf("a", [one, other]), factsOf("b", [other])];
    const intervals = cellsOf([a, b], residualsOf(one, other)).map(({ levelInterval }) => levelInterval);
    expect(intervals).toEqual([a, b].map((facts) => itemsInterval(facts.mean, [{ ...facts, share: 1 }])));
  });
});

const never = { items: 0, answers: 0, sum: 0, squares: 0, withinSquares: 0 };
