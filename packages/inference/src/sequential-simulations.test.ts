import { afterAll, describe, expect, test } from "vitest";
import { changeFigures, changeOf } from "./change.ts";
import { NORMAL, quantile } from "./distributions.ts";
import { likelihoodRatio } from "./sequential.ts";
import { type Random, randomOf } from "./testing/random.ts";
import {
  askOnce,
  type AskedStratum,
  boardOf,
  itemsOf,
  noAnswers,
  worded,
} from "./testing/simulated-items.ts";
import { percent, printTable, simulatedBoards } from "./testing/simulations.ts";

const minutes = 10 * 60_000;
const DAYS = 30;
const boards = simulatedBoards(15);

/** Two versions on datasets of 50 items, looked at every day. Deviations and lift in log-odds. */
interface Month {
  readonly datasets: number;
  /** Runs of the older version before; where there are none, it runs beside the newer one every day. */
  readonly before?: number;
  readonly tau?: number;
  readonly sdRun?: number;
  readonly lift?: number;
}

/** A day's p-values: of one look, of looks however often, and of these with a mixture of 0.03 alone. */
interface Look {
  readonly once: number;
  readonly always: number;
  readonly ofSmall: number;
}

function monthOf(random: Random, { datasets, before = 0, tau = 0, sdRun = 0, lift = 0 }: Month): Look[] {
  const strata = Array.from({ length: datasets }, (_, index) => {
    const items = itemsOf(random, 50);
    const asked: AskedStratum = { dataset: `dataset ${index}`, newer: noAnswers(50), older: noAnswers(50) };
    const wordings = { newer: worded(random, items, tau), older: worded(random, items, tau) };
    return { asked, wordings };
  });
  const runAll = (side: "newer" | "older", better = 0) => {
    for (const { asked, wordings } of strata)
      askOnce(random, asked[side], wordings[side], { shift: better + sdRun * random.normal() });
  };
  for (let run = 0; run < before; run++) runAll("older");
  return Array.from({ length: DAYS }, () => {
    runAll("newer", lift);
    if (before === 0) runAll("older");
    return lookAt(strata.map(({ asked }) => asked));
  });
}

function lookAt(asked: readonly AskedStratum[]): Look {
  const { strata, clusters } = boardOf(asked);
  const change = changeOf(strata, clusters)!;
  const { oneLook, pValue } = changeFigures(change);
  const once = oneLook!.pValue;
  const ofSmall = 1 / likelihoodRatio(quantile(once / 2, NORMAL), change.total.variance, [0.03]);
  return { once, always: pValue!, ofSmall: Math.min(1, ofSmall) };
}

function monthsOf(month: Month, seed: number): Look[][] {
  const random = randomOf(seed);
  return Array.from({ length: boards }, () => monthOf(random, month));
}

const ever = (months: readonly Look[][], isFound: (look: Look) => boolean) =>
  months.filter((looks) => looks.some(isFound)).length;
const atLast = (months: readonly Look[][], isFound: (look: Look) => boolean) =>
  months.filter((looks) => isFound(looks.at(-1)!)).length;

describe("looking every day for a month", { timeout: minutes }, () => {
  const wrong: (string | number)[][] = [];

  test.each<[string, Month]>([
    ["side by side, 1 dataset", { datasets: 1 }],
    ["20 older, then newer, 1 dataset", { datasets: 1, before: 20 }],
    ["side by side, 3 datasets", { datasets: 3 }],
    ["20 older, then newer, 3 datasets", { datasets: 3, before: 20 }],
    ["side by side, 1 dataset, tau 1", { datasets: 1, tau: 1 }],
    ["20 older, then newer, 1 dataset, tau 1", { datasets: 1, before: 20, tau: 1 }],
    ["side by side, 3 datasets, tau 1", { datasets: 3, tau: 1 }],
    ["20 older, then newer, 3 datasets, tau 1", { datasets: 3, before: 20, tau: 1 }],
    ["side by side, 3 datasets, sdRun 0.2", { datasets: 3, sdRun: 0.2 }],
    ["20 older, then newer, 3 datasets, sdRun 0.2", { datasets: 3, before: 20, sdRun: 0.2 }],
  ])("%s: one month in twenty at most ever says what is not so", (name, month) => {
    const months = monthsOf(month, 1);
    const counts = [
      ever(months, ({ once }) => once < 0.05),
      ever(months, ({ always }) => always < 0.05),
      ever(months, ({ always }) => always < 0.01),
      ever(months, ({ always }) => always < 0.1),
      ever(months, ({ ofSmall }) => ofSmall < 0.05),
    ];
    wrong.push([name, boards, ...counts.map((count) => percent(count, boards))]);
    expect(counts[1]).toBeLessThanOrEqual(boards * 0.05);
    expect(counts[2]).toBeLessThanOrEqual(Math.ceil(boards * 0.01));
  });

  test("by the p-value of one look many months would say so", () => {
    const months = monthsOf({ datasets: 3, sdRun: 0.2 }, 2);
    expect(ever(months, ({ once }) => once < 0.05)).toBeGreaterThan(boards * 0.1);
  });

  afterAll(() =>
    printTable(
      ["nothing changed", "months", "once, p < .05", "always, p < .05", "< .01", "< .1", "0.03 alone, < .05"],
      wrong,
    ),
  );
});

describe("a true change is found within a month, side by side, 3 datasets", { timeout: minutes }, () => {
  const found: (string | number)[][] = [];

  // In log-odds, of items about 1.5 ± 2
  test.each([
    ["+0.050", 0.41, 0.9],
    ["+0.035", 0.283, 0.6],
    ["+0.023", 0.184, 0.15],
  ])("of %s", (name, lift, least) => {
    const months = monthsOf({ datasets: 3, lift }, 3);
    const counts = [
      ever(months, ({ always }) => always < 0.05),
      atLast(months, ({ always }) => always < 0.05),
      atLast(months, ({ ofSmall }) => ofSmall < 0.05),
      atLast(months, ({ once }) => once < 0.05),
    ];
    const days = months.map((looks) => looks.findIndex(({ always }) => always < 0.05) + 1 || Infinity);
    const median = days.toSorted((a, b) => a - b)[Math.floor(boards / 2)]!;
    found.push([
      name,
      boards,
      ...counts.map((count) => percent(count, boards)),
      median === Infinity ? "later" : median,
    ]);
    expect(counts[0]).toBeGreaterThan(boards * least);
    expect(counts[1]).toBeLessThanOrEqual(counts[3]!);
  });

  afterAll(() =>
    printTable(
      ["true change", "months", "ever", "on day 30", "0.03 alone, day 30", "one look, day 30", "median day"],
      found,
    ),
  );
});
