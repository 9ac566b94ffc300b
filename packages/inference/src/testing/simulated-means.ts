import { itemsInterval, type MeanPart } from "../items.ts";
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

/** The share of boards on which the interval of the runs' mean holds what the model scores on such items, and its mean width. */
export function heldOf(
  mean: number,
  asked: readonly Asked[],
  boards: number,
): { held: number; width: number } {
  const random = randomOf(11);
  const odds = oddsOf(mean);
  let [held, width] = [0, 0];
  for (let board = 0; board < boards; board++) {
    const parts = asked.map((dataset) => partOf(random, odds, dataset, asked));
    const { low, high } = itemsInterval(
      sumOf(parts, (part) => part.share * part.mean),
      parts,
    ) ?? { low: 1, high: 0 };
    if (low <= mean && mean <= high) held++;
    width += high - low;
  }
  return { held: held / boards, width: width / boards };
}

function oddsOf(mean: number): number {
  let [low, high] = [-10, 10];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (meanScore(middle, UNLIKE) < mean) low = middle;
    else high = middle;
  }
  return low;
}

function partOf(random: Random, odds: number, { items, runs }: Asked, all: readonly Asked[]): MeanPart {
  const asked = Array.from({ length: items }, () => ({
    chance: 1 / (1 + Math.exp(-odds - UNLIKE * random.normal())),
    answers: 0,
    passes: 0,
  }));
  const means: number[] = [];
  for (const { asks, seen } of runs) {
    let passed = 0;
    for (const item of asked.slice(0, asks)) {
      const passes = random.between(0, 1) < item.chance ? 1 : 0;
      item.answers++;
      item.passes += passes;
      passed += passes;
    }
    if (seen) means.push(passed / asks);
  }
  const scored = asked.filter(({ answers }) => answers > 0);
  const seen = runs.filter((run) => run.seen);
  return {
    share: seen.length / sumOf(all, (each) => each.runs.filter((run) => run.seen).length),
    mean: sumOf(means, (each) => each) / means.length,
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
}

/** What a mean may rest on. */
export const means: readonly (readonly [asked: string, mean: number, datasets: readonly Asked[]])[] = [
  ...[0.72, 0.93, 0.99].flatMap((mean) =>
    [20, 50, 200].flatMap((items) =>
      [1, 2, 20].map((runs): [string, number, Asked[]] => [
        `${items} items, ${runs === 1 ? "one run" : `${runs} runs`}`,
        mean,
        [{ items, runs: runsOf(runs, items) }],
      ]),
    ),
  ),
  ...[0.72, 0.93].flatMap((mean): [string, number, Asked[]][] => [
    ["2 of 20 runs of 50 items", mean, [{ items: 50, runs: [...runsOf(2, 50), ...runsOf(18, 50, false)] }]],
    [
      "1 of 20 runs of 200 items",
      mean,
      [{ items: 200, runs: [...runsOf(1, 200), ...runsOf(19, 200, false)] }],
    ],
    [
      "3 runs of the first 20 items, 5 others of all 200",
      mean,
      [{ items: 200, runs: [...runsOf(3, 20), ...runsOf(5, 200, false)] }],
    ],
    [
      "1 run of 200 items, 9 of the first 5",
      mean,
      [{ items: 200, runs: [...runsOf(1, 200), ...runsOf(9, 5)] }],
    ],
    [
      "5 datasets of 20 items, 3 runs each",
      mean,
      Array.from({ length: 5 }, () => ({ items: 20, runs: runsOf(3, 20) })),
    ],
    [
      "3 datasets: 100 items once, 20 four times, 50 twice",
      mean,
      [
        { items: 100, runs: runsOf(1, 100) },
        { items: 20, runs: runsOf(4, 20) },
        { items: 50, runs: runsOf(2, 50) },
      ],
    ],
  ]),
];
