import { type AdditiveFit, differenceOf, type Estimate, fitAdditive, levelOf } from "./additive-fit.ts";
import { NORMAL, quantile, twoSided } from "./distributions.ts";
import type { MeanInterval } from "./intervals.ts";
import { type Apart, commonMix, compare } from "./mix.ts";
import { holm } from "./tests.ts";

/**
 * One model on one dataset: its scored runs, their mean, and the variances of its error: as it matters between models on the
 * same items, and for items such as these, with the 95 % interval that the mean by itself has for these. `cellsOf` makes them.
 */
export interface Cell {
  readonly model: string;
  readonly dataset: string;
  readonly runs: number;
  readonly mean: number;
  readonly variance: number;
  /** The degrees of freedom that `variance` is known with. */
  readonly freedom: number;
  readonly levelVariance: number;
  readonly levelInterval: MeanInterval;
}

/** What it would average over the common mix, with a 95 % interval, and the places that it may have, 1 the first. */
interface Ranked {
  readonly adjustedScore: number;
  readonly interval: MeanInterval;
  readonly best: number;
  readonly worst: number;
}

export type Placed = Ranked | Apart;

/**
 * Models by what each averages over the datasets of the common mix (`commonMix`), every dataset weighing the same; the
 * highest is first. Datasets by what the models of theirs average on them, the lowest first: the mirror image, in which models
 * and datasets change places, but for that a dataset has items of its own, and is compared for items such as these. One is
 * surely before another where Student's t of the difference says so at 5 %, corrected for all pairs (Holm).
 */
export function rankTwoWay(cells: readonly Cell[]): {
  models: Map<string, Placed>;
  datasets: Map<string, Placed>;
  /** That of the models over the datasets. */
  fit: MixFit;
  /** That of the datasets over the models, which change places in its cells. */
  mirroredFit: MixFit;
} {
  const fit = fitMix(cells, "datasets");
  const mirroredFit = fitMix(mirrored(cells), "models");
  return { models: place(fit, "datasets"), datasets: place(mirroredFit, "models"), fit, mirroredFit };
}

/** The cells with models and datasets in each other's place. */
function mirrored(cells: readonly Cell[]): Cell[] {
  return cells.map((cell) => ({ ...cell, model: cell.dataset, dataset: cell.model }));
}

/** The places of what the cells call models, which are averaged over either; of datasets the lowest is first. */
function place({ mix, rows, columns, fit, items, ownItems }: MixFit, over: Columns): Map<string, Placed> {
  // Over one column it is the mean of that cell, which stands beside it with an interval of its own: one mean has one.
  const alone = columns.length === 1 ? mix.cells : [];
  const places = placesOf(fit, over === "datasets" ? 1 : -1, ownItems);
  const ranked = rows.map((name, row): [string, Placed] => [
    name,
    {
      // What is predicted of a dataset that it never ran may lie beyond what a score can be.
      adjustedScore: inUnit(fit.means[row] ?? 0),
      interval: alone[row]?.levelInterval ?? levelInterval(fit, row, items[row] ?? 0),
      best: places[row]?.best ?? 1,
      worst: places[row]?.worst ?? rows.length,
    },
  ]);
  return new Map([...ranked, ...mix.apart]);
}

/** What the cells call datasets, and is averaged over. */
type Columns = "datasets" | "models";

/** What `fitMix` gives. */
export type MixFit = ReturnType<typeof fitMix>;

/**
 * The fit of the common mix; its rows are the models, its columns the datasets, in the order of their names. `items` is what
 * the choice of items adds to the error of each row's level, `ownItems` that of items which it shares with no other row.
 */
export function fitMix(cells: readonly Cell[], over: Columns) {
  const mix = commonMix(cells);
  const rows = [...new Set(mix.cells.map(({ model }) => model))].toSorted(compare);
  const columns = [...new Set(mix.cells.map(({ dataset }) => dataset))].toSorted(compare);
  const rowOf = new Map(rows.map((name, index) => [name, index]));
  const columnOf = new Map(columns.map((name, index) => [name, index]));
  const table = mix.cells.map((cell) => ({
    ...cell,
    row: rowOf.get(cell.model) ?? 0,
    column: columnOf.get(cell.dataset) ?? 0,
  }));
  const fit = fitAdditive(rows.length, columns.length, table);
  const items = itemsErrors(table, rows.length, columns.length, over);
  const ownItems = over === "datasets" ? rows.map(() => 0) : items;
  const cellsOfModel = Map.groupBy(mix.cells, ({ model }) => model);
  return { mix, cellsOfModel, rows, columns, fit, items, ownItems };
}

/**
 * What the choice of items adds to the error of each level, and not to differences of models, which are on the same items: a
 * model has that of all datasets, each weighing the same, and a dataset its own.
 */
function itemsErrors(
  cells: readonly (Cell & { row: number; column: number })[],
  rows: number,
  columns: number,
  over: Columns,
): number[] {
  const byDataset = Map.groupBy(cells, ({ row, column }) => (over === "datasets" ? column : row));
  const errors = [...byDataset].map(([dataset, its]): [number, number] => [
    dataset,
    its.reduce((sum, cell) => sum + Math.max(0, cell.levelVariance - cell.variance), 0) / its.length,
  ]);
  if (over === "datasets") {
    const ofAll = errors.reduce((sum, [, error]) => sum + error, 0) / columns ** 2;
    return Array<number>(rows).fill(ofAll);
  }
  const ofRow = new Map(errors);
  return Array.from({ length: rows }, (_, row) => ofRow.get(row) ?? 0);
}

function levelInterval(fit: AdditiveFit, row: number, items: number): MeanInterval {
  const { value, variance, freedom } = levelOf(fit, row, items);
  const margin = quantile(0.975, freedom) * Math.sqrt(variance);
  return { low: inUnit(value - margin), high: inUnit(value + margin) };
}

function inUnit(value: number): number {
  return Math.max(0, Math.min(1, value));
}

/** The best and the worst place of each row: after all that are surely better, before all that are surely worse. */
function placesOf(
  fit: AdditiveFit,
  sign: 1 | -1,
  ownItems: readonly number[],
): { best: number; worst: number }[] {
  const places = fit.means.map(() => ({ best: 1, worst: fit.means.length }));
  for (const [more, less] of surePairs(fit, ownItems)) {
    const [better, worse] = sign > 0 ? [places[more], places[less]] : [places[less], places[more]];
    if (better !== undefined) better.worst--;
    if (worse !== undefined) worse.best++;
  }
  return places;
}

/** A difference with a p-value below this is sure. */
const SURE = 0.05;

/** The pairs of rows, the one that surely has more first; each row's error has that of its own items beside. */
export function surePairs(fit: AdditiveFit, ownItems: readonly number[]): [more: number, less: number][] {
  const rows = [...fit.means.keys()];
  const pairs = rows.flatMap((one) => rows.slice(one + 1).map((other): [number, number] => [one, other]));
  const differences = pairs.map(([one, other]) =>
    differenceOf(fit, one, other, (ownItems[one] ?? 0) + (ownItems[other] ?? 0)),
  );
  const pValues = holm(differences.map(pValueOf));
  return pairs.flatMap(([one, other], pair): [number, number][] => {
    if ((pValues[pair] ?? 1) >= SURE) return [];
    return (differences[pair]?.value ?? 0) > 0 ? [[one, other]] : [[other, one]];
  });
}

/** No t is sure that the normal distribution is not of: most pairs of a large board are not worth a look at Student's. */
const LEAST = quantile(1 - SURE / 2, NORMAL);

/** Without any error whatever difference there is is sure; 1 where it cannot be. */
function pValueOf({ value, variance, freedom }: Estimate): number {
  if (variance <= 0) return value === 0 ? 1 : 0;
  const t = Math.abs(value) / Math.sqrt(variance);
  return t < LEAST ? 1 : twoSided(t, freedom);
}
