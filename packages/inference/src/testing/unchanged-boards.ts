import type { Random } from "./random.ts";
import { type BoardNature, drifting } from "./simulated-boards.ts";

/** A board, the same each time or drawn. */
export type NatureOf = BoardNature | ((random: Random) => BoardNature);

const of = (count: number, size: number) => Array.from({ length: count }, () => size);
const five = { models: 5, alike: true };
/** One to five datasets of 5 to 200 items, as many of tens as of hundreds; one to five runs a side. */
const anySize = (nature: Partial<BoardNature>) => (random: Random) => ({
  datasets: Array.from({ length: random.whole(1, 5) }, () => Math.round(5 * 40 ** random.between(0, 1))),
  newer: random.whole(1, 5),
  older: random.whole(1, 5),
  ...nature,
});
const sideBySide = (rho: number) => (random: Random) => {
  const days = drifting(random, 10, rho, 0.3);
  const onDay = (run: number) => days[run] ?? 0;
  return { newer: onDay, older: onDay };
};
const oneAfterTheOther = (rho: number) => (random: Random) => {
  const days = drifting(random, 20, rho, 0.3);
  return { newer: (run: number) => days[run + 10] ?? 0, older: (run: number) => days[run] ?? 0 };
};

/** Boards on which nothing changed on average, and on which a verdict holds what it says. */
export const held: [string, NatureOf][] = [
  ["1 v 1 runs, 3 datasets of 50 items", { datasets: of(3, 50), newer: 1, older: 1 }],
  ["1 v 1, 200 items", { datasets: [200], newer: 1, older: 1 }],
  ["2 v 2, 50 items", { datasets: [50], newer: 2, older: 2 }],
  ["5 v 5, 3 of 50", { datasets: of(3, 50), newer: 5, older: 5 }],
  ["10 v 10, 5 of 20", { datasets: of(5, 20), newer: 10, older: 10 }],
  ["1..5 v 1..5, 1..5 datasets of 5..200", anySize({})],
  ["the same, nearly all pass", anySize({ mean: 5 })],
  ["the same, answers nearly always alike", anySize({ deviation: 20 })],
  ["the same, answers graded in quarters", anySize({ parts: 4 })],
  ["2 items beside 100, 5 v 5", { datasets: [2, 100], newer: 5, older: 5 }],
  [
    "wording moves items both ways (tau 1), 10 v 10, 20 items",
    { datasets: [20], newer: 10, older: 10, tau: 1 },
  ],
  ["the same, 30 v 30, 20 items", { datasets: [20], newer: 30, older: 30, tau: 1 }],
  ["the same, 30 v 30, 3 of 50", { datasets: of(3, 50), newer: 30, older: 30, tau: 1 }],
  ["the same, 30 v 30, 5 of 100", { datasets: of(5, 100), newer: 30, older: 30, tau: 1 }],
  [
    "the same for five models alike, 2 v 2, 2 of 50",
    { ...five, datasets: of(2, 50), newer: 2, older: 2, tau: 1 },
  ],
  [
    "the same for five models alike, 3 v 3, 3 of 50",
    { ...five, datasets: of(3, 50), newer: 3, older: 3, tau: 1 },
  ],
  ["the same, tau 0.5, 10 v 10, 3 of 50", { ...five, datasets: of(3, 50), newer: 10, older: 10, tau: 0.5 }],
  [
    "newer: 2 runs of 5 items, older: 20 of all 500",
    { datasets: [500], newer: 2, older: 20, newerAsks: [0, 5] },
  ],
  ["newer: 3 of 10, older: 10 of 100", { datasets: [100], newer: 3, older: 10, newerAsks: [0, 10] }],
  [
    "the same, the first items are easier",
    { datasets: [100], newer: 3, older: 10, newerAsks: [0, 10], harderHalf: 2 },
  ],
  ["the dataset grew by half, 5 v 5", { datasets: [90], newer: 5, older: 5, olderAsks: [0, 60] }],
  ["the same, by a harder half", { datasets: [90], newer: 5, older: 5, olderAsks: [0, 45], harderHalf: 1 }],
  ...[5, 10, 20].map((share): [string, NatureOf] => [
    `newer times out on its hardest ${share} % of 100, 5 v 5`,
    { datasets: [100], newer: 5, older: 5, sorted: true, newerAsks: [0, 100 - share] },
  ]),
  [
    "runs differ as wholes (sdRun 0.2), 2 v 2, 200 items",
    { datasets: [200], newer: 2, older: 2, sdRun: 0.2, history: 10 },
  ],
  ["the same, 0.4", { datasets: [200], newer: 2, older: 2, sdRun: 0.4, history: 10 }],
  ["the same, 5 v 5, 100 items, without history", { datasets: [100], newer: 5, older: 5, sdRun: 0.4 }],
  [
    "the same, 0.4, 3 v 3, 3 of 200, without history",
    { datasets: of(3, 200), newer: 3, older: 3, sdRun: 0.4 },
  ],
  [
    "the same, 0.2, 1 v 1, 200 items, 10 runs before",
    { datasets: [200], newer: 1, older: 1, sdRun: 0.2, history: 10 },
  ],
  [
    "the same, 0.4, 1 v 1, 200 items, 20 runs before",
    { datasets: [200], newer: 1, older: 1, sdRun: 0.4, history: 20 },
  ],
  [
    "the same, 0.4, 1 v 1 on two datasets of 100, 8 v 8 on three",
    { datasets: of(5, 100), newer: [1, 1, 8, 8, 8], older: [1, 1, 8, 8, 8], sdRun: 0.4 },
  ],
  [
    "drift (daily, sd 0.3, rho 0.7), both side by side for 10 days",
    { datasets: [100], newer: 10, older: 10, drift: sideBySide(0.7) },
  ],
  ["the same, rho 0.9", { datasets: [100], newer: 10, older: 10, drift: sideBySide(0.9) }],
  [
    "much at once: 3 models alike (tau 0.5), 2 of 50, sdRun 0.2, halves, 3 runs before, 5 v 5",
    {
      datasets: of(2, 50),
      models: 3,
      alike: true,
      tau: 0.5,
      sdRun: 0.2,
      parts: 2,
      history: 3,
      newer: 5,
      older: 5,
    },
  ],
];

/** What no formula mends, and is said beside the verdict or in the documentation; and what few runs before leave open. */
export const notHeld: [string, NatureOf][] = [
  [
    "unequal spread: newer's runs differ by 0.4, older's do not, 2 v 20",
    { datasets: [100], newer: 2, older: 20, sdRun: { newer: 0.4, older: 0 } },
  ],
  ["the same, 3 v 10", { datasets: [100], newer: 3, older: 10, sdRun: { newer: 0.4, older: 0 } }],
  [
    "drift, rho 0.7, 10 days of older, then 10 of newer",
    { datasets: [100], newer: 10, older: 10, drift: oneAfterTheOther(0.7) },
  ],
  ["the same, rho 0.9", { datasets: [100], newer: 10, older: 10, drift: oneAfterTheOther(0.9) }],
  [
    "runs differ as wholes (sdRun 0.4), 1 v 1, 200 items, 3 runs before",
    { datasets: [200], newer: 1, older: 1, sdRun: 0.4, history: 3 },
  ],
  ["the same, 2 v 2, none before", { datasets: [200], newer: 2, older: 2, sdRun: 0.4 }],
  ["the same, 1 v 1, 2 runs before", { datasets: [200], newer: 1, older: 1, sdRun: 0.4, history: 2 }],
  ["the same, 1 v 1, none before (`single runs`)", { datasets: [200], newer: 1, older: 1, sdRun: 0.4 }],
];
