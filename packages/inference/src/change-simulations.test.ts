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
    // Runs, datasets, and log-odds: what one look finds about three times in four
    [1, 3, 0.95],
    [2, 3, 0.62],
    [5, 3, 0.38],
    [10, 3, 0.27],
    [1, 1, 1.7],
    [2, 1, 1.1],
  ])(
    "by %d runs a side on %d datasets: by one look more often than by runs alone where these are few, else as often",
    (runs, datasets, lift) => {
      const nature = { datasets: of(datasets, 50), newer: runs, older: runs, history: 10, lift };
      const boards = boardsOf(nature);
      const found = foundIn(boards, nature, 4);
      const mean = meanDifference(nature);
      const shares = [found.byRuns, found.once, found.always].map((each) => percent(each, boards));
      powers.push([`${runs} v ${runs}, ${datasets} of 50`, mean.toFixed(3), boards, ...shares]);
      expect(found.once - found.onceBetter).toBeLessThanOrEqual(boards * 0.01);
      expect(found.once).toBeGreaterThan(found.byRuns * (runs <= 2 ? 1.05 : 0.85));
      expect(found.once).toBeGreaterThan(boards / 2);
    },
  );

  afterAll(() =>
    printTable(["runs and datasets", "true change", "boards", "runs alone", "once", "however often"], powers),
  );
});

function meanDifference(nature: BoardNature): number {
  const random = randomOf(5);
  const drawn = Array.from({ length: 200 }, () => simulatedBoard(random, nature));
  return drawn.reduce((sum, { strata, clusters }) => sum + changeOf(strata, clusters)!.difference, 0) / 200;
}
