import { moderated, summed, type Uncertainty } from "./differences.ts";
import {
  componentsOf,
  itemsFreedom,
  itemsInterval,
  itemsVariance,
  type MeanPart,
  mostOf,
  runsVariance,
} from "./items.ts";
import { varianceOfRuns } from "./runs-variance.ts";
import type { Cell } from "./two-way.ts";

/**
 * What the window has of one model on one dataset, and all its runs of its items; and the squares of the scores of all its runs
 * about the mean of their prompt version, with their degrees of freedom.
 */
export interface CellFacts extends Omit<MeanPart, "share"> {
  readonly model: string;
  readonly dataset: string;
  readonly runSquares: number;
  readonly runFreedom: number;
}

/**
 * What models differ on the items of one dataset beyond their means: with e = a model's mean on an item less its mean on all
 * of its items, the squares Σ (e − ē)² about the mean of the item, over the items that two models or more were asked, and
 * their degrees of freedom Σ (models of the item − 1) − (models − 1).
 */
export interface ItemResiduals {
  readonly squares: number;
  readonly freedom: number;
}

/**
 * The cells of the two-way fit. What a mean is off by is known from all runs, as three parts:
 *
 * - items: on the same items models differ by their own liking of each, beside the noise of answers. A model that was asked
 *   fewer items than the dataset's best-asked model has others in part, and is off by what the items differ as well;
 * - answers: the variance within an item, over the runs of the window;
 * - runs: what whole runs vary beyond their items' noise, of the whole board (`runsOf`).
 *
 * For items such as these (`levelVariance`) the first is the whole variance between items.
 */
export function cellsOf(
  facts: readonly CellFacts[],
  residuals: ReadonlyMap<string, ItemResiduals>,
  ofRuns = runsOf(facts),
): Cell[] {
  const datasets = [...Map.groupBy(facts, ({ dataset }) => dataset)];
  return datasets.flatMap(([dataset, its]) => {
    const errorOf = sameItemsError(residuals.get(dataset), its) ?? suchItemsError;
    return its.map((cell): Cell => {
      const { model, runs, mean } = cell;
      const byRuns = { ...ofRuns, variance: runsVariance(cell, ofRuns) };
      return {
        model,
        dataset,
        runs,
        mean,
        ...summed([errorOf(cell), byRuns]),
        levelVariance: itemsVariance(cell) + byRuns.variance,
        levelInterval: itemsInterval(mean, [{ ...cell, share: 1 }], ofRuns),
      };
    });
  });
}

function suchItemsError(cell: CellFacts): Uncertainty {
  return { variance: itemsVariance(cell), freedom: itemsFreedom(cell) };
}

/**
 * The error of a model's mean on the same items as the other models of the dataset; null where one model alone was asked.
 * The variance of the models' own liking of an item is what they differ by less what their answers explain; never surer than
 * with one item more on which two models differ by 1 (`moderated`).
 */
function sameItemsError(
  residuals: ItemResiduals | undefined,
  facts: readonly CellFacts[],
): ((cell: CellFacts) => Uncertainty) | null {
  const asked = facts.filter(({ spread }) => spread.answers > 0);
  if (residuals === undefined || residuals.freedom < 1 || asked.length === 0) return null;
  const most = Math.max(...facts.map(({ itemsPerRun }) => itemsPerRun));
  const within = withinOf(facts);
  const own = { variance: residuals.squares / residuals.freedom, freedom: residuals.freedom };
  const prior = moderated(own, 1 / (2 * most));
  const explained =
    asked.reduce((sum, { spread }) => sum + (within * spread.items) / spread.answers, 0) / asked.length;
  const liking = Math.max(0, Math.max(own.variance, prior.variance) - explained);
  return ({ runs, itemsPerRun, spread }) => {
    const others = Math.max(0, componentsOf(spread).between - liking) * (1 / itemsPerRun - 1 / most);
    return { variance: (liking + within / runs) / itemsPerRun + others, freedom: prior.freedom };
  };
}

/** The variance of the answers to an item, which one model alone may have been asked too seldom to tell. */
function withinOf(facts: readonly CellFacts[]): number {
  const squares = facts.reduce((sum, { spread }) => sum + spread.withinSquares, 0);
  const freedom = facts.reduce((sum, { spread }) => sum + spread.answers - spread.items, 0);
  return freedom === 0 ? 0 : squares / freedom;
}

/** What whole runs vary beyond the noise of their answers, as a share of c(1 − c), over all cells of a board. */
export function runsOf(facts: readonly CellFacts[]): Uncertainty {
  return varianceOfRuns(
    facts.map((cell) => ({
      squares: cell.runSquares,
      freedom: cell.runFreedom,
      noise: componentsOf(cell.spread).within / cell.itemsPerRun,
      most: mostOf(cell),
    })),
  );
}
