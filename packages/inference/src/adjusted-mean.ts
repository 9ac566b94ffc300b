import { levelOf } from "./additive-fit.ts";
import { summed, type Uncertainty } from "./differences.ts";
import { quantile } from "./distributions.ts";
import type { MeanInterval } from "./intervals.ts";
import { itemsInterval, type MeanPart } from "./items.ts";
import { sumOf } from "./stratified.ts";
import type { MixFit } from "./two-way.ts";

/** The scored runs of one model on one dataset, some of those that the fit is of. */
export interface ScoredPart extends Omit<MeanPart, "share"> {
  readonly dataset: string;
}

/** What a model would average on the common mix by some of its runs, and the 95 % interval of that. */
interface AdjustedMean {
  readonly runs: number;
  readonly score: number;
  readonly interval: MeanInterval;
}

/**
 * What a model would average over the datasets of the common mix, each weighing the same, by some of its runs, such as those of one
 * day: its level of the whole window and what these runs are better on their datasets than the fit predicts of it there,
 * level + Σ w (mean − prediction), w being the dataset's share of these runs. So neither what other datasets were run moves it, nor
 * that the model has datasets of its liking, and over all runs of the window it is about the level. A change on one dataset is
 * taken for one on all, in proportion to its share of these runs.
 *
 * The errors of level and prediction are those of best linear unbiased predictions (Henderson, Biometrics 31, 1975), which are
 * uncorrelated with what they leave: so the variance is that of the level, and Σ w² (v n / m − s v / (s + v)), of m runs of the n which
 * measured the cell with the variance v, s being the interaction's. Over one dataset it is the mean with the interval of a mean.
 * Null where no run is on a dataset of the mix.
 */
export function adjustedMean(
  { cellsOfModel, rows, columns, fit, items }: MixFit,
  model: string,
  parts: readonly ScoredPart[],
  ofRuns: Uncertainty,
): AdjustedMean | null {
  const cells = cellsOfModel.get(model) ?? [];
  const known = parts.flatMap((part) => {
    const cell = cells.find(({ dataset }) => dataset === part.dataset);
    return cell ? [{ part, cell }] : [];
  });
  const runs = sumOf(known, ({ part }) => part.runs);
  if (runs === 0) return null;
  const shared = known.map(({ part, cell }) => Object.assign({}, part, { share: part.runs / runs, cell }));
  if (columns.length === 1) {
    const mean = sumOf(shared, (part) => part.share * part.mean);
    return { runs, score: mean, interval: itemsInterval(mean, shared, ofRuns) ?? { low: 0, high: 1 } };
  }
  const row = rows.indexOf(model);
  const level = levelOf(fit, row, items[row] ?? 0);
  const { variance: liking } = fit.interaction;
  let { value } = level;
  const left = shared.map(({ dataset, share, mean, runs: own, cell }): Uncertainty => {
    value += share * (mean - fit.predictions.get(row, columns.indexOf(dataset)));
    const { variance, freedom, runs: all } = cell;
    return {
      variance: share ** 2 * Math.max(0, (variance * all) / own - (liking * variance) / (liking + variance)),
      freedom,
    };
  });
  const { variance, freedom } = summed([level, ...left]);
  const margin = quantile(0.975, freedom) * Math.sqrt(variance);
  return {
    runs,
    score: inUnit(value),
    interval: { low: inUnit(value - margin), high: inUnit(value + margin) },
  };
}

function inUnit(value: number): number {
  return Math.max(0, Math.min(1, value));
}
