import { adjustedMean, type ScoredPart } from "../adjusted-mean.ts";
import { type CellFacts, cellsOf, type ItemResiduals, runsOf } from "../cells.ts";
import { rankTwoWay } from "../two-way.ts";
import { type Random, randomOf } from "./random.ts";
import {
  type AskedCell,
  askItems,
  factsOf,
  ITEMS,
  LIKING,
  meanScore,
  PER_SCORE,
  residualsOf,
  sumOf,
} from "./simulated-board.ts";

/** Six models that do not change, on three datasets, an easy, a middling and a hard one, over eight buckets. */
export interface LinesOf {
  /** Runs of a model in a bucket. */
  readonly runs: number;
  readonly items: number;
  /** From the first bucket to the last the hard dataset's share of the runs rises by so much, and the easy one's falls. */
  readonly mixDrift: number;
  /** A model's own liking of a dataset, and what a run varies, in score. */
  readonly interaction: number;
  readonly runDeviation: number;
  /** From the first bucket to the last the items of the hard dataset become harder by so much, in score. */
  readonly harder: number;
}

const usual: LinesOf = {
  runs: 6,
  items: 100,
  mixDrift: 0,
  interaction: 0.04,
  runDeviation: 0.02,
  harder: 0,
};

export const lines: readonly (readonly [name: string, of: LinesOf])[] = [
  ["the same mix throughout", usual],
  ["the mix drifts by 0.6", { ...usual, mixDrift: 0.6 }],
  ["the mix drifts by 0.6, no liking", { ...usual, mixDrift: 0.6, interaction: 0 }],
  ["the mix drifts by 0.6, liking 0.1", { ...usual, mixDrift: 0.6, interaction: 0.1 }],
  ["the mix drifts by 0.6, one run a bucket", { ...usual, mixDrift: 0.6, runs: 1 }],
  ["one run a bucket of 20 items", { ...usual, runs: 1, items: 20 }],
  ["one run a bucket, runs vary by 0.05", { ...usual, runs: 1, runDeviation: 0.05 }],
  ["the hard dataset becomes harder by 0.1", { ...usual, harder: 0.1 }],
  ["the same, and the mix drifts by 0.6", { ...usual, harder: 0.1, mixDrift: 0.6 }],
];

const MODELS = 6;
const BUCKETS = 8;
const EASE = [2.5, 1.2, -0.3] as const;

/** What the lines of so many boards come to. */
export interface JudgedLines {
  readonly points: number;
  /** Points whose truth is within their interval, the score of the mix at that time. */
  readonly held: number;
  /** Of last point less first: what the truth, the line and the plain mean move by on average, and how far the latter two are off (root of the mean square). */
  readonly moves: { readonly truth: number; readonly line: number; readonly plain: number };
  readonly off: { readonly line: number; readonly plain: number };
}

export function judgedLines(of: LinesOf, boards: number): JudgedLines {
  const random = randomOf(7);
  const moves = Array.from({ length: boards }, () => judgeBoard(random, of));
  const points = moves.flatMap((each) => each.points);
  const ends = moves.flatMap((each) => each.moves);
  const mean = (value: (each: (typeof ends)[number]) => number) => sumOf(ends, value) / ends.length;
  return {
    points: points.length,
    held: points.filter((isHeld) => isHeld).length,
    moves: {
      truth: mean(({ truth }) => truth),
      line: mean(({ line }) => line),
      plain: mean(({ plain }) => plain),
    },
    off: {
      line: Math.sqrt(mean(({ line, truth }) => (line - truth) ** 2)),
      plain: Math.sqrt(mean(({ plain, truth }) => (plain - truth) ** 2)),
    },
  };
}

/** Which bucket each run of a dataset is of, one model: each run's dataset is drawn by the mix of its bucket. */
function drawnRuns(random: Random, of: LinesOf): number[][] {
  const buckets: number[][] = EASE.map(() => []);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const moved = of.mixDrift * (bucket / (BUCKETS - 1) - 0.5);
    for (let run = 0; run < of.runs; run++) {
      const at = random.between(0, 1);
      buckets[at < 1 / 3 - moved ? 0 : at < 2 / 3 - moved ? 1 : 2]?.push(bucket);
    }
  }
  return buckets;
}

interface SimulatedCell extends AskedCell {
  readonly model: string;
  readonly dataset: string;
  readonly buckets: readonly number[];
  readonly odds: number;
}

function judgeBoard(random: Random, of: LinesOf) {
  const abilities = Array.from({ length: MODELS }, () => random.normal() * 0.06 * PER_SCORE);
  const drawn = abilities.map(() => drawnRuns(random, of));
  const odds = abilities.map((ability) =>
    EASE.map((ease) => ease + ability + of.interaction * PER_SCORE * random.normal()),
  );
  const harderAt = (dataset: number, bucket: number) =>
    dataset === 2 ? (of.harder * PER_SCORE * bucket) / (BUCKETS - 1) : 0;
  const residuals = new Map<string, ItemResiduals>();
  const cells = EASE.flatMap((_, dataset) => {
    const items = Array.from({ length: of.items }, () => ITEMS * random.normal());
    const asked = abilities.flatMap((__, model): SimulatedCell[] => {
      const buckets = drawn[model]?.[dataset] ?? [];
      const own = odds[model]?.[dataset] ?? 0;
      if (buckets.length === 0) return [];
      const runs = { ...of, runs: () => buckets.length, earlier: 0, smoke: 0 };
      const cell = askItems(random, runs, own, items, (run) => harderAt(dataset, buckets[run] ?? 0));
      return [{ ...cell, model: `m${model}`, dataset: `d${dataset}`, buckets, odds: own }];
    });
    residuals.set(`d${dataset}`, residualsOf(asked.map((cell) => cell.items)));
    return asked;
  });
  const facts = cells.map((cell): CellFacts => ({
    ...factsOf(cell),
    model: cell.model,
    dataset: cell.dataset,
  }));
  const ofRuns = runsOf(facts);
  const { fit } = rankTwoWay(cellsOf(facts, residuals, ofRuns));
  const spread = Math.hypot(ITEMS, LIKING, of.runDeviation * PER_SCORE);
  const judged = fit.rows.map((model) => {
    const own = odds[Number(model.slice(1))] ?? [];
    const series = Array.from({ length: BUCKETS }, (_, bucket) => {
      const parts = cells.flatMap((cell, index): ScoredPart[] => {
        const runs = cell.runs.filter((__, run) => cell.buckets[run] === bucket);
        if (cell.model !== model || runs.length === 0) return [];
        const known = facts[index];
        const mean = sumOf(runs, (run) => run.mean) / runs.length;
        return known ? [{ ...known, mean, runs: runs.length }] : [];
      });
      const truth =
        sumOf(fit.columns, (dataset) => {
          const at = Number(dataset.slice(1));
          return meanScore((own[at] ?? 0) - harderAt(at, bucket), spread);
        }) / fit.columns.length;
      const runs = sumOf(parts, (part) => part.runs);
      return {
        truth,
        plain: sumOf(parts, (part) => part.runs * part.mean) / runs,
        found: adjustedMean(fit, model, parts, ofRuns),
      };
    });
    return series;
  });
  return {
    points: judged
      .flat()
      .flatMap(({ truth, found }) =>
        found ? [found.interval.low <= truth && truth <= found.interval.high] : [],
      ),
    moves: judged.flatMap((series) => {
      const [first, last] = [series[0], series.at(-1)];
      if (!first?.found || !last?.found) return [];
      return [
        {
          truth: last.truth - first.truth,
          line: last.found.score - first.found.score,
          plain: last.plain - first.plain,
        },
      ];
    }),
  };
}
