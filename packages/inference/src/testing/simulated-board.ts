import type { CellFacts, ItemResiduals } from "../cells.ts";
import type { Random } from "./random.ts";

/** A board of items that models pass or fail; deviations are of scores, about as they come out. */
export interface BoardOf {
  readonly models: number;
  readonly datasets: number;
  /** The share of models × datasets that was run. */
  readonly fill: number;
  readonly modelDeviation: number;
  /** A model's own liking of a dataset. */
  readonly interaction: number;
  /** Items of a dataset. */
  readonly size: (random: Random) => number;
  /** Runs of a cell in the window, and before it. */
  readonly runs: (random: Random) => number;
  readonly earlier: number;
  /** What a whole run varies, beyond its items. */
  readonly runDeviation: number;
  /** The share of runs that ask the first five items alone. */
  readonly smoke: number;
}

/** The facts of its cells, and what each model scores on items such as each dataset's. */
export interface SimulatedBoard {
  readonly facts: CellFacts[];
  readonly residuals: Map<string, ItemResiduals>;
  readonly truth: Map<string, Map<string, number>>;
}

/** Log-odds: items of a dataset are as unlike as this, a model's own liking of an item, and what a point of score is there. */
export const ITEMS = 2;
export const LIKING = 0.7;
export const PER_SCORE = 7;

/** Item i of dataset d is passed by model m with the log-odds: dataset + model + its liking of d + item + its liking of i + run. */
export function simulatedBoard(random: Random, of: BoardOf): SimulatedBoard {
  const abilities = Array.from({ length: of.models }, () => random.normal() * of.modelDeviation * PER_SCORE);
  const board: SimulatedBoard = { facts: [], residuals: new Map(), truth: new Map() };
  for (let dataset = 0; dataset < of.datasets; dataset++) {
    const ease = 1.5 + 1.5 * random.normal();
    const items = Array.from({ length: of.size(random) }, () => ITEMS * random.normal());
    const asked: AskedItem[][] = [];
    for (const [model, ability] of abilities.entries()) {
      const odds = ease + ability + of.interaction * PER_SCORE * random.normal();
      const truth = board.truth.get(`m${model}`) ?? new Map<string, number>();
      truth.set(`d${dataset}`, meanScore(odds, Math.hypot(ITEMS, LIKING, of.runDeviation * PER_SCORE)));
      board.truth.set(`m${model}`, truth);
      if (random.between(0, 1) >= of.fill) continue;
      const cell = askItems(random, of, odds, items);
      board.facts.push({ model: `m${model}`, dataset: `d${dataset}`, ...factsOf(cell) });
      asked.push(cell.items);
    }
    board.residuals.set(`d${dataset}`, residualsOf(asked));
  }
  return board;
}

export interface AskedItem {
  answers: number;
  passes: number;
}

export interface AskedCell {
  readonly items: AskedItem[];
  readonly runs: { readonly scored: number; readonly mean: number; readonly seen: boolean }[];
}

/** `harder` is by how much a run's items are harder than the others', in log-odds. */
export function askItems(
  random: Random,
  of: Pick<BoardOf, "runs" | "earlier" | "smoke" | "runDeviation">,
  odds: number,
  items: readonly number[],
  harder: (run: number) => number = () => 0,
): AskedCell {
  const own = items.map((item) => odds + item + LIKING * random.normal());
  const asked = items.map((): AskedItem => ({ answers: 0, passes: 0 }));
  const inWindow = of.runs(random);
  const runs = Array.from({ length: inWindow + of.earlier }, (_, run) => {
    const scored = random.between(0, 1) < of.smoke ? Math.min(5, items.length) : items.length;
    const shift = of.runDeviation * PER_SCORE * random.normal() - harder(run);
    let passed = 0;
    for (const [index, item] of asked.slice(0, scored).entries()) {
      const passes = random.between(0, 1) < logistic((own[index] ?? 0) + shift) ? 1 : 0;
      item.answers++;
      item.passes += passes;
      passed += passes;
    }
    return { scored, mean: passed / scored, seen: run < inWindow };
  });
  return { items: asked.filter(({ answers }) => answers > 0), runs };
}

export function factsOf({ items, runs }: AskedCell): Omit<CellFacts, "model" | "dataset"> {
  const ofAll = sumOf(runs, (run) => run.mean) / runs.length;
  const seen = runs.filter((run) => run.seen);
  return {
    mean: sumOf(seen, (run) => run.mean) / seen.length,
    runs: seen.length,
    itemsPerRun: seen.length / sumOf(seen, ({ scored }) => 1 / scored),
    runSquares: sumOf(runs, (run) => (run.mean - ofAll) ** 2),
    runFreedom: runs.length - 1,
    spread: {
      items: items.length,
      answers: sumOf(items, ({ answers }) => answers),
      sum: sumOf(items, meanOf),
      squares: sumOf(items, (item) => meanOf(item) ** 2),
      withinSquares: sumOf(items, (item) => item.passes * (1 - meanOf(item))),
    },
  };
}

export function residualsOf(asked: readonly AskedItem[][]): ItemResiduals {
  const centred = asked.map((items) => {
    const mean = sumOf(items, meanOf) / items.length;
    return items.map((item) => meanOf(item) - mean);
  });
  let [squares, freedom] = [0, 1 - asked.length];
  const most = Math.max(0, ...asked.map((items) => items.length));
  for (let index = 0; index < most; index++) {
    const its = centred.flatMap((items) => items[index] ?? []);
    const mean = sumOf(its, (each) => each) / its.length;
    squares += sumOf(its, (each) => (each - mean) ** 2);
    freedom += its.length - 1;
  }
  return { squares, freedom };
}

function meanOf({ passes, answers }: AskedItem): number {
  return passes / answers;
}

export function sumOf<Each>(of: readonly Each[], value: (each: Each) => number): number {
  return of.reduce((sum, each) => sum + value(each), 0);
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

/** The mean of the logistic over normal log-odds, by the trapezoidal rule, which is as good as exact for a normal density. */
export function meanScore(odds: number, deviation: number): number {
  const points = Array.from({ length: 65 }, (_, index) => (index - 32) / 4);
  const density = (z: number) => Math.exp(-(z ** 2) / 2);
  return sumOf(points, (z) => density(z) * logistic(odds + deviation * z)) / sumOf(points, density);
}
