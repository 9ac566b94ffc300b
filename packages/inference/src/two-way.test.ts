import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, rankTwoWay } from "./two-way.ts";

function cellOf(model: string, dataset: string, mean: number, error = 0.01, level = error): Cell {
  const variances = { variance: error ** 2, freedom: 1e12, levelVariance: level ** 2 };
  return { model, dataset, runs: 3, mean, ...variances, levelInterval: { low: 0, high: mean } };
}

/** Places as `best-worst`, or why it stands apart. */
function placesOf(cells: readonly Cell[], kind: "models" | "datasets" = "models"): Record<string, string> {
  const placed = [...rankTwoWay(cells)[kind]].map(([name, place]): [string, string] => [
    name,
    "apart" in place ? `${place.apart}, ${place.join}` : `${place.best}-${place.worst}`,
  ]);
  return Object.fromEntries(placed);
}

function scoreOf(cells: readonly Cell[], name: string, kind: "models" | "datasets" = "models"): number {
  const place = rankTwoWay(cells)[kind].get(name);
  return place === undefined || "apart" in place ? NaN : place.adjustedScore;
}

describe("ranks by the two-way fit", () => {
  test("a complete board of two by two is known up to measurement, and can rank", () => {
    const cells = [
      cellOf("a", "easy", 0.9),
      cellOf("a", "hard", 0.5),
      // The better one by 0.3 on one and by 0.02 on the other.
      cellOf("b", "easy", 0.6),
      cellOf("b", "hard", 0.48),
    ];
    expect(placesOf(cells)).toEqual({ a: "1-1", b: "2-2" });
    expect(placesOf(cells, "datasets")).toEqual({ hard: "1-1", easy: "2-2" });
    // An error of 0.01 leaves next to nothing to draw towards the fit.
    expect(scoreOf(cells, "a")).toBeCloseTo(0.7, 2);
    expect(scoreOf(cells, "hard", "datasets")).toBeCloseTo(0.49, 2);
  });

  test("a strong model that ran hard datasets comes before a weak one that ran easy ones", () => {
    const shared = [cellOf("strong", "both", 0.8), cellOf("weak", "both", 0.7)];
    const cells = [
      ...shared,
      ...["hard", "harder"].map((dataset) => cellOf("strong", dataset, 0.5)),
      ...["easy", "easier"].map((dataset) => cellOf("weak", dataset, 0.9)),
    ];
    expect(placesOf(cells)).toEqual({ strong: "1-1", weak: "2-2" });

    const withMiddle = [
      ...cells,
      ...["hard", "both", "easy"].map((dataset, index) =>
        cellOf("middle", dataset, [0.45, 0.75, 0.95][index] ?? 0),
      ),
    ];
    const [strong, middle, weak] = ["strong", "middle", "weak"].map((name) => scoreOf(withMiddle, name));
    expect(strong).toBeGreaterThan(middle ?? 1);
    expect(middle).toBeGreaterThan(weak ?? 1);
  });

  test("a model that ran few of the datasets has the widest range", () => {
    const datasets = ["1", "2", "3", "4", "5", "6"];
    const cells = ["a", "b", "c"].flatMap((model, rank) =>
      datasets.map((dataset, index) => cellOf(model, dataset, 0.9 - 0.1 * rank - 0.05 * index)),
    );
    const fewer = [cellOf("new", "1", 0.85), cellOf("new", "2", 0.8)];
    expect(placesOf([...cells, ...fewer])).toEqual({ a: "1-2", b: "2-3", c: "4-4", new: "1-3" });
  });

  test("of equal models, each may have any place", () => {
    const cells = ["a", "b", "c"].flatMap((model) =>
      ["1", "2"].map((dataset) => cellOf(model, dataset, 0.5)),
    );
    expect(placesOf(cells)).toEqual({ a: "1-3", b: "1-3", c: "1-3" });
  });

  test.each([
    // z of 0.05 / (0.02 √2) is 1.77, of 0.058 2.05, and of 0.07 2.47: p 0.077, 0.040, 0.0133
    [0.05, { a: "1-2", b: "1-2" }],
    [0.058, { a: "1-1", b: "2-2" }],
  ])("two models that differ by %d are told apart at 5 %%", (difference, places) => {
    expect(placesOf([cellOf("a", "1", 0.5 + difference, 0.02), cellOf("b", "1", 0.5, 0.02)])).toEqual(places);
  });

  test.each([
    // Three pairs: the least p-value is to be below 5 % / 3, that of z 2.394.
    [0.067, { a: "1-3", b: "1-3", c: "1-3" }],
    [0.068, { a: "1-2", b: "2-3", c: "1-3" }],
  ])("three, by Holm: %d", (difference, places) => {
    const means = { a: 0.5 + difference, b: 0.5, c: 0.5 + difference / 2 };
    const cells = Object.entries(means).map(([model, mean]) => cellOf(model, "1", mean, 0.02));
    expect(placesOf(cells)).toEqual(places);
  });

  test("who has one dataset of several, and who shares none, stands apart and is told what to run", () => {
    const cells = [
      ...["a", "b"].flatMap((model) => ["1", "2"].map((dataset) => cellOf(model, dataset, 0.5))),
      cellOf("lucky", "1", 1),
      cellOf("elsewhere", "3", 1),
    ];
    expect(placesOf(cells)).toEqual({
      a: "1-2",
      b: "1-2",
      lucky: "one dataset alone, 2",
      elsewhere: "shares no dataset, 1",
    });
    expect(placesOf(cells, "datasets")).toEqual({ 1: "1-2", 2: "1-2", 3: "shares no dataset, a" });
  });

  test("one model alone has the mean of its datasets, and these are compared by it", () => {
    const cells = [cellOf("a", "1", 0.5), cellOf("a", "2", 0.7)];
    expect(scoreOf(cells, "a")).toBeCloseTo(0.6, 12);
    expect(placesOf(cells)).toEqual({ a: "1-1" });
    expect(placesOf(cells, "datasets")).toEqual({ 1: "1-1", 2: "2-2" });
  });

  test("the interval of a level is for such items, cut to [0, 1]", () => {
    // Two datasets: 1.96 · 0.05 / √2, though the models differ by 0.01 alone.
    const cells = ["1", "2"].flatMap((dataset) => [
      cellOf("a", dataset, 0.6, 0.01, 0.05),
      cellOf("b", dataset, 0.98, 0.01, 0.05),
    ]);
    const [a, b] = [...rankTwoWay(cells).models.values()];
    expect(a).toMatchObject({
      interval: { low: expect.closeTo(0.5307, 4), high: expect.closeTo(0.6693, 4) },
    });
    expect(b).toMatchObject({ interval: { low: expect.closeTo(0.9107, 4), high: 1 } });
  });

  test("a level that is the mean of one cell has the interval of that", () => {
    const cells = ["a", "b"].map((model) => cellOf(model, "1", 0.5));
    const lucky = { ...cellOf("c", "1", 0.7), levelInterval: { low: 0.1, high: 0.75 } };
    expect(rankTwoWay([lucky, ...cells]).models.get("c")).toMatchObject({
      adjustedScore: expect.closeTo(0.7, 12),
      interval: { low: 0.1, high: 0.75 },
    });

    const mirrored = [lucky, ...cells].map((cell) => ({ ...cell, model: "1", dataset: cell.model }));
    expect(rankTwoWay(mirrored).datasets.get("c")).toMatchObject({ interval: { low: 0.1, high: 0.75 } });
  });

  test("datasets are compared for such items, models on the same", () => {
    const cells = ["a", "b"].flatMap((model, rank) =>
      ["1", "2"].map((dataset, index) => cellOf(model, dataset, 0.5 + 0.1 * rank + 0.1 * index, 0.01, 0.05)),
    );
    expect(placesOf(cells)).toEqual({ a: "2-2", b: "1-1" });
    expect(placesOf(cells, "datasets")).toEqual({ 1: "1-2", 2: "1-2" });
  });

  test("nothing is ranked of nothing", () => {
    expect(rankTwoWay([])).toMatchObject({ models: new Map(), datasets: new Map() });
  });

  const board = fc.uniqueArray(
    fc.record({
      model: fc.constantFrom("a", "b", "c", "d", "e"),
      dataset: fc.constantFrom("1", "2", "3", "4"),
      runs: fc.integer({ min: 1, max: 3 }),
      mean: fc.double({ min: 0, max: 1, noNaN: true }),
      variance: fc.double({ min: 0, max: 0.25, noNaN: true }),
      freedom: fc.integer({ min: 1, max: 99 }),
      levelVariance: fc.double({ min: 0, max: 0.25, noNaN: true }),
      levelInterval: fc.constant({ low: 0, high: 1 }),
    }),
    { selector: ({ model, dataset }) => model + dataset, minLength: 1 },
  );

  test("every model and dataset has a place or stands apart, in whatever order the cells come", () => {
    fc.assert(
      fc.property(board, fc.infiniteStream(fc.nat()), (cells, keys) => {
        const { models, datasets } = rankTwoWay(cells);
        expect([...models.keys()].toSorted()).toEqual(
          [...new Set(cells.map(({ model }) => model))].toSorted(),
        );
        expect([...datasets.keys()].toSorted()).toEqual(
          [...new Set(cells.map(({ dataset }) => dataset))].toSorted(),
        );
        for (const places of [models, datasets]) {
          const ranked = [...places.values()].flatMap((place) => ("apart" in place ? [] : [place]));
          for (const { adjustedScore, interval, best, worst } of ranked) {
            expect(Number.isFinite(adjustedScore)).toBe(true);
            expect([0 <= interval.low, interval.low <= interval.high, interval.high <= 1]).toEqual([
              true,
              true,
              true,
            ]);
            expect([1 <= best, best <= worst, worst <= ranked.length]).toEqual([true, true, true]);
          }
        }
        const shuffled = cells
          .map((cell): [number, Cell] => [keys.next().value ?? 0, cell])
          .toSorted(([one], [other]) => one - other)
          .map(([, cell]) => cell);
        expect(rankTwoWay(shuffled)).toMatchObject({ models, datasets });
      }),
    );
  });
});
