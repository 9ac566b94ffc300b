import { componentsOf, itemsInterval, type MeanPart, mostOf } from "../items.ts";
import { type RunsHistory, varianceOfRuns } from "../runs-variance.ts";
import { type Random, randomOf } from "./random.ts";
import { meanScore, sumOf } from "./simulated-board.ts";

/** Items have normal log-odds of this deviation, and are the same in all runs. */
const UNLIKE = 2;

/** A dataset, and all its runs: how many items each asks, the first ones, and whether the window has it. */
interface Asked {
  readonly items: number;
  readonly runs: readonly { readonly asks: number; readonly seen: boolean }[];
}

function runsOf(runs: number, asks: number, seen = true) {
  return Array.from({ length: runs }, () => ({ asks, seen }));
}

/** What a model scores on such items on average, and what whole runs vary: a deviation of scores. */
interface Truth {
  readonly mean: number;
  readonly runDeviation: number;
}

/** The share of boards on which the interval of the runs' mean holds what the model scores on such items, and its mean width. */
export function heldOf(
  { mean, runDeviation }: Truth,
  asked: readonly Asked[],
  boards: number,
): { held: number; width: number } {
  const random = randomOf(11);
  const odds = oddsOf(mean, UNLIKE);
  // About as much of the score as the deviation is, where the logistic is straight.
  const slope = (meanScore(odds + 0.1, UNLIKE) - meanScore(odds - 0.1, UNLIKE)) / 0.2;
  const run = runDeviation / slope;
  const nature = { odds: oddsOf(mean, Math.hypot(UNLIKE, run)), run };
  let [held, width] = [0, 0];
  for (let board = 0; board < boards; board++) {
    const drawn = asked.map((dataset) => partOf(random, nature, dataset, asked));
    const parts = drawn.map(({ part }) => part);
    const { low, high } = itemsInterval(
      sumOf(parts, (part) => part.share * part.mean),
      parts,
      varianceOfRuns(drawn.map(({ history }) => history)),
    ) ?? { low: 1, high: 0 };
    if (low <= mean && mean <= high) held++;
    width += high - low;
  }
  return { held: held / boards, width: width / boards };
}

function oddsOf(mean: number, deviation: number): number {
  let [low, high] = [-10, 10];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (meanScore(middle, deviation) < mean) low = middle;
    else high = middle;
  }
  return low;
}

/** A dataset's part of the mean, and how all of its runs vary. */
function partOf(
  random: Random,
  nature: { readonly odds: number; readonly run: number },
  { items, runs }: Asked,
  all: readonly Asked[],
): { part: MeanPart; history: RunsHistory } {
  const asked = Array.from({ length: items }, () => ({
    odds: nature.odds + UNLIKE * random.normal(),
    answers: 0,
    passes: 0,
  }));
  const means = runs.map(({ asks, seen }) => {
    const shift = nature.run * random.normal();
    let passed = 0;
    for (const item of asked.slice(0, asks)) {
      const passes = random.between(0, 1) < 1 / (1 + Math.exp(-item.odds - shift)) ? 1 : 0;
      item.answers++;
      item.passes += passes;
      passed += passes;
    }
    return { mean: passed / asks, seen };
  });
  const scored = asked.filter(({ answers }) => answers > 0);
  const seen = runs.filter((run) => run.seen);
  const part = {
    share: seen.length / sumOf(all, (each) => each.runs.filter((run) => run.seen).length),
    mean: sumOf(means, (run) => (run.seen ? run.mean : 0)) / seen.length,
    runs: seen.length,
    itemsPerRun: seen.length / sumOf(seen, ({ asks }) => 1 / asks),
    spread: {
      items: scored.length,
      answers: sumOf(scored, ({ answers }) => answers),
      sum: sumOf(scored, ({ passes, answers }) => passes / answers),
      squares: sumOf(scored, ({ passes, answers }) => (passes / answers) ** 2),
      withinSquares: sumOf(scored, ({ passes, answers }) => passes * (1 - passes / answers)),
    },
  };
  const ofAll = sumOf(means, (run) => run.mean) / runs.length;
  const history = {
    squares: sumOf(means, (run) => (run.mean - ofAll) ** 2),
    freedom: runs.length - 1,
    noise: componentsOf(part.spread).within / part.itemsPerRun,
    most: mostOf(part),
  };
  return { part, history };
}

/** What one may rest on that is of unlike runs, or of several datasets. */
const unlike: readonly (readonly [asked: string, datasets: Asked[]])[] = [
  ["2 of 20 runs of 50 items", [{ items: 50, runs: [...runsOf(2, 50), ...runsOf(18, 50, false)] }]],
  ["1 of 20 runs of 200 items", [{ items: 200, runs: [...runsOf(1, 200), ...runsOf(19, 200, false)] }]],
  [
    "3 runs of the first 20 items, 5 others of all 200",
    [{ items: 200, runs: [...runsOf(3, 20), ...runsOf(5, 200, false)] }],
  ],
  ["1 run of 200 items, 9 of the first 5", [{ items: 200, runs: [...runsOf(1, 200), ...runsOf(9, 5)] }]],
  [
    "5 datasets of 20 items, 3 runs each",
    Array.from({ length: 5 }, () => ({ items: 20, runs: runsOf(3, 20) })),
  ],
  [
    "3 datasets: 100 items once, 20 four times, 50 twice",
    [
      { items: 100, runs: runsOf(1, 100) },
      { items: 20, runs: runsOf(4, 20) },
      { items: 50, runs: runsOf(2, 50) },
    ],
  ],
  [
    "4 datasets of 200 items, 2 runs each",
    Array.from({ length: 4 }, () => ({ items: 200, runs: runsOf(2, 200) })),
  ],
];

type Row = readonly [asked: string, truth: Truth, datasets: readonly Asked[]];

/** What a mean may rest on, and holds what is said of it: runs do not vary, or by about as much as is believed. */
export const means: readonly Row[] = [
  ...[0.72, 0.93, 0.99].flatMap((mean) =>
    [20, 50, 200].flatMap((items) => [1, 2, 20].map((runs) => ofOne(items, runs, { mean, runDeviation: 0 }))),
  ),
  ...[0.72, 0.93].flatMap((mean) => unlikeWith({ mean, runDeviation: 0 })),
  ...[0.72, 0.93].flatMap((mean) => [
    ...[50, 200].map((items) => ofOne(items, 5, { mean, runDeviation: 0 })),
    ...[1, 2, 5, 20].map((runs) => ofOne(1_000, runs, { mean, runDeviation: 0 })),
  ]),
  ...varying({ mean: 0.72, runDeviation: 0.03 }),
  ...unlikeWith({ mean: 0.72, runDeviation: 0.03 }),
];

/** The same where few runs vary by more. */
export const varyingMore: readonly Row[] = [
  ...varying({ mean: 0.93, runDeviation: 0.03 }),
  ...[0.72, 0.93].flatMap((mean) => varying({ mean, runDeviation: 0.05 })),
  ...unlikeWith({ mean: 0.72, runDeviation: 0.05 }),
];

function varying(truth: Truth): Row[] {
  return [50, 200, 1_000].flatMap((items) => [1, 2, 5, 20].map((runs) => ofOne(items, runs, truth)));
}

function unlikeWith(truth: Truth): Row[] {
  return unlike.map(([name, datasets]): Row => [name, truth, datasets]);
}

function ofOne(items: number, runs: number, truth: Truth): Row {
  return [
    `${items} items, ${runs === 1 ? "one run" : `${runs} runs`}`,
    truth,
    [{ items, runs: runsOf(runs, items) }],
  ];
}
