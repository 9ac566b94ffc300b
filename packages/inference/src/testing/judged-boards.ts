import { type AdditiveFit, differenceOf } from "../additive-fit.ts";
import { cellsOf } from "../cells.ts";
import { quantile } from "../distributions.ts";
import { fitMix, rankTwoWay, surePairs } from "../two-way.ts";
import { type Random, randomOf } from "./random.ts";
import { type BoardOf, type SimulatedBoard, simulatedBoard, sumOf } from "./simulated-board.ts";

const unequal = (most: number) => (random: Random) => Math.round(5 * (most / 5) ** random.between(0, 1));

/** Ten models on half of eight datasets of 5 to 500 items, one to three runs each. */
const usual: BoardOf = {
  models: 10,
  datasets: 8,
  fill: 0.5,
  modelDeviation: 0.06,
  interaction: 0.04,
  size: unequal(500),
  runs: (random) => random.whole(1, 3),
  earlier: 0,
  runDeviation: 0,
  smoke: 0,
};

type Row = readonly [name: string, board: BoardOf];

function rowOf(name: string, differing: Partial<BoardOf>): Row {
  return [name, { ...usual, ...differing }];
}

/** One dataset of 200 items, and nothing to tell whether runs vary. */
const singleRuns: Partial<BoardOf> = {
  datasets: 1,
  fill: 1,
  interaction: 0,
  runs: () => 1,
  size: () => 200,
};

/** Boards whose models differ. */
export const differing: readonly Row[] = [
  ...[0.3, 0.5, 0.8, 1].flatMap((fill) =>
    [0, 0.04, 0.1].map((interaction) =>
      rowOf(`filled by ${fill}, interaction ${interaction}`, { fill, interaction }),
    ),
  ),
  ...[3, 10, 20].flatMap((models) => [
    rowOf(`${models} models, one dataset`, { models, datasets: 1, fill: 1 }),
    ...[2, 8, 12].map((datasets) =>
      rowOf(`${models} models, ${datasets} datasets, filled by 0.8`, { models, datasets, fill: 0.8 }),
    ),
  ]),
  rowOf("3 models, 2 datasets, all run, interaction 0.1", {
    models: 3,
    datasets: 2,
    fill: 1,
    interaction: 0.1,
  }),
  rowOf("3 models, 8 datasets, interaction 0.1", { models: 3, interaction: 0.1 }),
  ...[5, 20, 50, 200].map((size) => rowOf(`${size} items`, { size: () => size })),
  rowOf("6 models, 6 datasets of 5 to 5 000 items", { models: 6, datasets: 6, size: unequal(5_000) }),
  rowOf("one run each", { runs: () => 1 }),
  rowOf("5 runs each", { runs: () => 5 }),
  rowOf("1 to 20 runs", { runs: (random) => random.whole(1, 20) }),
  rowOf("one run of six in the window", { runs: () => 1, earlier: 5 }),
  rowOf("runs vary by 0.03", { runDeviation: 0.03 }),
  rowOf("runs vary by 0.03, all run", { runDeviation: 0.03, fill: 1 }),
  rowOf("runs vary by 0.03, one dataset of 200", {
    runDeviation: 0.03,
    datasets: 1,
    fill: 1,
    size: () => 200,
  }),
  rowOf("runs vary by 0.03, one run of six in the window", { runDeviation: 0.03, runs: () => 1, earlier: 5 }),
  rowOf("a fifth of the runs of 5 items", { smoke: 0.2 }),
  rowOf("half of the runs of 5 of 200 items, all run", { smoke: 0.5, fill: 1, size: () => 200 }),
  rowOf("half of the runs of 5 of 200 items, one dataset", {
    smoke: 0.5,
    fill: 1,
    datasets: 1,
    size: () => 200,
  }),
  ...[0.03, 0].map((runDeviation) =>
    rowOf(`single runs vary by ${runDeviation}`, { ...singleRuns, runDeviation }),
  ),
  rowOf("single runs vary by 0.03, half of 8 datasets", { runs: () => 1, runDeviation: 0.03 }),
];

/** Boards whose models are the same, but for their own liking of datasets. */
export const alike: readonly Row[] = [
  rowOf("filled by 0.3, interaction 0.1", { fill: 0.3, interaction: 0.1 }),
  rowOf("filled by 0.5, interaction 0.04", {}),
  rowOf("filled by 0.5, interaction 0.1", { interaction: 0.1 }),
  rowOf("all run, interaction 0.04", { fill: 1 }),
  ...[0.5, 1].map((fill) => rowOf(`filled by ${fill}, equal`, { fill, interaction: 0 })),
  rowOf("3 models, 2 datasets, equal", { models: 3, datasets: 2, fill: 1, interaction: 0 }),
  rowOf("one dataset, equal", { datasets: 1, fill: 1, interaction: 0 }),
  rowOf("one dataset of 20 items, equal", { datasets: 1, fill: 1, interaction: 0, size: () => 20 }),
  rowOf("one dataset of 5 items, one run, equal", {
    datasets: 1,
    fill: 1,
    interaction: 0,
    size: () => 5,
    runs: () => 1,
  }),
  rowOf("20 models, one dataset, equal", { models: 20, datasets: 1, fill: 1, interaction: 0 }),
  rowOf("2 models, one dataset of 20 items, equal", {
    models: 2,
    datasets: 1,
    fill: 1,
    interaction: 0,
    size: () => 20,
  }),
  rowOf("one run of six in the window, equal", { fill: 1, interaction: 0, runs: () => 1, earlier: 5 }),
  rowOf("runs vary by 0.03, equal", { fill: 1, interaction: 0, runDeviation: 0.03 }),
  rowOf("runs vary by 0.03, one dataset of 200, equal", {
    datasets: 1,
    fill: 1,
    interaction: 0,
    runDeviation: 0.03,
    size: () => 200,
  }),
  rowOf("half of the runs of 5 of 200 items, one dataset, equal", {
    smoke: 0.5,
    datasets: 1,
    fill: 1,
    interaction: 0,
    size: () => 200,
  }),
  ...[0.03, 0.02, 0].map((runDeviation) =>
    rowOf(`single runs vary by ${runDeviation}, equal`, { ...singleRuns, runDeviation }),
  ),
  ...[2, 3].map((models) =>
    rowOf(`single runs vary by 0.03, ${models} models, equal`, { ...singleRuns, models, runDeviation: 0.03 }),
  ),
  rowOf("single runs vary by 0.03, 8 datasets, equal", { ...singleRuns, datasets: 8, runDeviation: 0.03 }),
  rowOf("single runs vary by 0.03, 1 000 items, equal", {
    ...singleRuns,
    runDeviation: 0.03,
    size: () => 1_000,
  }),
].map(([name, board]): Row => [name, { ...board, modelDeviation: 0 }]);

/** Boards whose datasets are placed. */
export const ofDatasets: readonly Row[] = [20, 200].flatMap((size) =>
  [0.5, 1].map((fill) => rowOf(`datasets of ${size} items, filled by ${fill}`, { fill, size: () => size })),
);

/** How right boards are, as sums over boards; `models` are those, or the datasets. */
export interface Judged {
  boards: number;
  models: number;
  pairs: number;
  /** Pairs whose difference is within its 95 % interval, and models whose level is. */
  covered: number;
  levels: number;
  /** Pairs that were told apart, and boards on which one of them is the other way round or equal. */
  sure: number;
  wronglySure: number;
  /** Pairs in the wrong order, and boards with the best one first: by the adjusted score, and by the mean of all runs. */
  wrongPairs: number;
  wrongPairsPlain: number;
  bestFirst: number;
  bestFirstPlain: number;
}

/** The models, or the datasets, of so many boards that have two to rank at least. */
export function judgedBoards(of: BoardOf, boards: number, side: "models" | "datasets" = "models"): Judged {
  const random = randomOf(11);
  const judged: Judged = {
    boards: 0,
    models: 0,
    pairs: 0,
    covered: 0,
    levels: 0,
    sure: 0,
    wronglySure: 0,
    wrongPairs: 0,
    wrongPairsPlain: 0,
    bestFirst: 0,
    bestFirstPlain: 0,
  };
  for (let board = 0; board < boards; board++) judge(judged, simulatedBoard(random, of), side);
  return judged;
}

function judge(judged: Judged, board: SimulatedBoard, side: "models" | "datasets"): void {
  const cells = cellsOf(board.facts, board.residuals);
  const ofModels = side === "models";
  const turned = cells.map((cell) => ({ ...cell, model: cell.dataset, dataset: cell.model }));
  const { rows, columns, fit, ownItems } = fitMix(
    ofModels ? cells : turned,
    ofModels ? "datasets" : "models",
  );
  if (rows.length < 2) return;
  const placed = rankTwoWay(cells)[side];
  const truthOf = (model: string, dataset: string) => board.truth.get(model)?.get(dataset) ?? 0;
  const truth = rows.map(
    (row) =>
      sumOf(columns, (column) => (ofModels ? truthOf(row, column) : truthOf(column, row))) / columns.length,
  );
  const plain = rows.map((row) => {
    const its = cells.filter((cell) => cell[ofModels ? "model" : "dataset"] === row);
    return sumOf(its, ({ mean, runs }) => mean * runs) / sumOf(its, ({ runs }) => runs);
  });
  judged.boards++;
  judged.models += rows.length;
  judged.levels += rows.filter((name, row) => {
    const place = placed.get(name);
    const mean = truth[row] ?? 0;
    return (
      place !== undefined && "interval" in place && place.interval.low <= mean && mean <= place.interval.high
    );
  }).length;
  judgePairs(judged, { fit, ownItems, truth, plain });
  judged.bestFirst += firstOf(fit.means) === firstOf(truth) ? 1 : 0;
  judged.bestFirstPlain += firstOf(plain) === firstOf(truth) ? 1 : 0;
  const sure = surePairs(fit, ownItems);
  judged.sure += sure.length;
  judged.wronglySure += sure.some(([more, less]) => isWrong(truth, more, less)) ? 1 : 0;
}

/** Whether the first has no more than the second; equal ones may differ in the last digit. */
function isWrong(means: readonly number[], more: number, less: number): boolean {
  return (means[more] ?? 0) <= (means[less] ?? 0) + 1e-9;
}

interface Fitted {
  readonly fit: AdditiveFit;
  readonly ownItems: readonly number[];
  readonly truth: readonly number[];
  readonly plain: readonly number[];
}

function judgePairs(judged: Judged, { fit, ownItems, truth, plain }: Fitted): void {
  for (const one of truth.keys()) {
    for (const other of truth.keys()) {
      if (one >= other) continue;
      const difference = (truth[one] ?? 0) - (truth[other] ?? 0);
      const beside = (ownItems[one] ?? 0) + (ownItems[other] ?? 0);
      const { value, variance, freedom } = differenceOf(fit, one, other, beside);
      const margin = quantile(0.975, freedom) * Math.sqrt(variance);
      judged.pairs++;
      judged.covered += Math.abs(value - difference) <= margin ? 1 : 0;
      judged.wrongPairs += value * difference < 0 ? 1 : 0;
      judged.wrongPairsPlain += ((plain[one] ?? 0) - (plain[other] ?? 0)) * difference < 0 ? 1 : 0;
    }
  }
}

function firstOf(means: readonly number[]): number {
  return means.indexOf(Math.max(...means));
}
