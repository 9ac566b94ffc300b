import { afterAll, describe, expect, test } from "vitest";
import { type Change, changeFigures, changeOf } from "./change.ts";
import { twoSided } from "./distributions.ts";
import { stratifiedDifference } from "./stratified.ts";
import { randomOf } from "./testing/random.ts";
import { type BoardNature, simulatedBoard } from "./testing/simulated-boards.ts";
import { mostOf, percent, printTable, simulatedBoards } from "./testing/simulations.ts";
import { held, notHeld, type NatureOf } from "./testing/unchanged-boards.ts";
import { holm } from "./tests.ts";

const minutes = 10 * 60_000;

/** About as many answers for each row; thousands of boards with SIMULATED_BOARDS, for docs/statistics.md. */
function boardsOf(nature: NatureOf): number {
  if (typeof nature === "function") return simulatedBoards(80);
  const { datasets, models = 1, history = 0 } = nature;
  const [newer, older] = [nature.newer, nature.older].map((runs) =>
    typeof runs === "number" ? runs : Math.max(...runs),
  );
  const items = datasets.reduce((sum, size) => sum + size, 0);
  const answers = items * models * (newer! + older! + history);
  return simulatedBoards(Math.max(40, Math.min(200, Math.round(200_000 / answers))));
}

/** What says that there is a change, of so many boards: runs alone, items alone, the change looked at once, and however often. */
interface Found {
  byRuns: number;
  byItems: number;
  once: number;
  onceBetter: number;
  always: number;
}

function foundIn(count: number, nature: NatureOf, seed: number): Found {
  const random = randomOf(seed);
  const found: Found = { byRuns: 0, byItems: 0, once: 0, onceBetter: 0, always: 0 };
  for (let board = 0; board < count; board++) {
    const drawn = simulatedBoard(random, typeof nature === "function" ? nature(random) : nature);
    const change = changeOf(drawn.strata, drawn.clusters)!;
    const { oneLook, pValue } = changeFigures(change);
    if ((stratifiedDifference(drawn.runs).pValue ?? 1) < 0.05) found.byRuns++;
    if (pValueByItems(change) < 0.05) found.byItems++;
    if (oneLook!.pValue < 0.05) found.once++;
    if (oneLook!.pValue < 0.05 && change.difference > 0) found.onceBetter++;
    if (pValue! < 0.05) found.always++;
  }
  return found;
}

function pValueByItems({ difference, items }: Change): number {
  return twoSided(difference / Math.sqrt(items.variance), items.freedom);
}

const of = (count: number, size: number) => Array.from({ length: count }, () => size);
const head = ["no change on average, and", "boards", "runs alone", "items alone", "once", "however often"];
const table: (string | number)[][] = [];
const inTable = (name: string, count: number, { byRuns, byItems, once, always }: Found) =>
  table.push([name, count, ...[byRuns, byItems, once, always].map((found) => percent(found, count))]);

describe("where nothing changed", { timeout: minutes }, () => {
  test.each(held)(
    "%s: one look in twenty says that something did, and hardly one that may be repeated",
    (name, nature) => {
      const boards = boardsOf(nature);
      const found = foundIn(boards, nature, 1);
      inTable(name, boards, found);
      expect(found.once).toBeLessThanOrEqual(mostOf(boards, 0.06));
      expect(found.always).toBeLessThanOrEqual(boards * 0.05);
    },
  );

  test.each(notHeld)("%s: is wrong more often than that", (name, nature) => {
    const boards = boardsOf(nature);
    const found = foundIn(boards, nature, 2);
    inTable(name, boards, found);
    expect(found.once).toBeGreaterThan(boards * 0.02);
  });

  test("what other units would have said: runs alone of moved items, items alone of bad days", () => {
    const { byRuns } = foundIn(100, { datasets: of(3, 50), newer: 30, older: 30, tau: 1 }, 3);
    const { byItems } = foundIn(100, { datasets: [200], newer: 2, older: 2, sdRun: 0.4 }, 3);
    expect(byRuns).toBeGreaterThan(15);
    expect(byItems).toBeGreaterThan(20);
  });

  test("six prompts judged together, corrected for it: one board in twenty calls any of them changed", () => {
    const count = simulatedBoards(100);
    const random = randomOf(6);
    let wrong = 0;
    for (let board = 0; board < count; board++) {
      const changes = Array.from({ length: 6 }, () => {
        const { strata, clusters } = simulatedBoard(random, { datasets: [40], newer: 2, older: 3, tau: 0.5 });
        return changeFigures(changeOf(strata, clusters)!).oneLook!.pValue;
      });
      if (holm(changes).some((pValue) => pValue! < 0.05)) wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(mostOf(count, 0.05));
  });

  afterAll(() => printTable(head, table));
});

describe("a true change is found", { timeout: minutes }, () => {
  const powers: (string | number)[][] = [];

  test.each([
    // Runs, datasets, log-odds, and runs of another version before: what one look finds about two times in three
    [1, 3, 0.95, 10],
    [2, 3, 0.62, 10],
    [5, 3, 0.38, 10],
    [10, 3, 0.27, 10],
    [1, 1, 1.7, 10],
    [2, 1, 1.1, 10],
    [1, 3, 0.95, 0],
    [2, 3, 0.62, 0],
    [5, 3, 0.38, 0],
    [10, 3, 0.27, 0],
    [1, 1, 1.7, 0],
    [2, 1, 1.1, 0],
  ])(
    "by %d runs a side on %d datasets, better by %d, %d runs before: by one look more often than by runs alone where these are few, else as often",
    (runs, datasets, lift, history) => {
      const nature = { datasets: of(datasets, 50), newer: runs, older: runs, history, lift };
      const boards = boardsOf(nature);
      const found = foundIn(boards, nature, 4);
      const mean = meanDifference(nature);
      const shares = [found.byRuns, found.once, found.always].map((each) => percent(each, boards));
      powers.push([
        `${runs} v ${runs}, ${datasets} of 50, ${history} before`,
        mean.toFixed(3),
        boards,
        ...shares,
      ]);
      expect(found.once - found.onceBetter).toBeLessThanOrEqual(boards * 0.01);
      expect(found.once).toBeGreaterThan(found.byRuns * (runs <= 2 ? 1.05 : 0.85));
      expect(found.once).toBeGreaterThan(boards / 2);
    },
  );

  afterAll(() =>
    printTable(["runs and datasets", "true change", "boards", "runs alone", "once", "however often"], powers),
  );
});

describe("the interval that may be looked at", { timeout: minutes }, () => {
  const runs = [1, 2, 3, 5, 10];
  const widths: (string | number)[][] = [];

  test.each(
    [0, 0.2, 0.3, 0.4].flatMap((sdRun) =>
      [[20], [50], [200], of(3, 50)].map((datasets) => ({ sdRun, datasets })),
    ),
  )("does not widen with more runs, which say how runs vary: %o", ({ sdRun, datasets }) => {
    const count = simulatedBoards(20);
    const medians = runs.map((each) => {
      const random = randomOf(7);
      const found = Array.from({ length: count }, () => {
        const { strata, clusters } = simulatedBoard(random, { datasets, newer: each, older: each, sdRun });
        const { low, high } = changeFigures(changeOf(strata, clusters)!).interval!;
        return high - low;
      });
      return found.toSorted((a, b) => a - b)[Math.floor(count / 2)]!;
    });
    widths.push([
      sdRun,
      `${datasets.length} of ${datasets[0]}`,
      count,
      ...medians.map((median) => median.toFixed(2)),
    ]);
    // Where runs vary by twice what is taken for granted, the first that are repeated say so.
    const most = sdRun > 0.3 ? 1.1 : 1;
    const slack = 1 + 2 / Math.sqrt(count);
    for (const [index, median] of medians.slice(1).entries()) {
      expect(median).toBeLessThan(medians[index]! * most * slack);
    }
    expect(medians.at(-1)).toBeLessThan(medians[0]! * 0.6);
  });

  afterAll(() =>
    printTable(["sdRun", "datasets", "boards", ...runs.map((each) => `${each} v ${each}`)], widths),
  );
});

function meanDifference(nature: BoardNature): number {
  const random = randomOf(5);
  const drawn = Array.from({ length: 200 }, () => simulatedBoard(random, nature));
  return drawn.reduce((sum, { strata, clusters }) => sum + changeOf(strata, clusters)!.difference, 0) / 200;
}
