import { quantile } from "./distributions.ts";
import { summed, type Uncertainty } from "./differences.ts";
import type { MeanInterval } from "./intervals.ts";
import { itemsFreedom, itemsInterval, itemsVariance, type MeanPart, runsVariance } from "./items.ts";
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
 * day: direct standardisation to the mix by the additive fit of the whole window, Σ w (mean − effect) + the effects' mean, w
 * being the dataset's share of these runs (least squares means: Searle, Speed and Milliken, The American Statistician 34,
 * 1980). Every run weighs the same. What other datasets were run does not move it, where datasets are as hard throughout the window.
 *
 * The variance is that of the mean, for items and runs such as these, and of what the mix is missed by, w − 1 / datasets: by the
 * model's own liking of datasets, and by the error of the effects, as if these were of other runs. Over one dataset it is the
 * mean with the interval of a mean. Null where no run is on a dataset of the mix.
 */
export function adjustedMean(
  { columns, fit }: MixFit,
  parts: readonly ScoredPart[],
  ofRuns: Uncertainty,
): AdjustedMean | null {
  const known = parts.filter(({ dataset }) => columns.includes(dataset));
  const runs = sumOf(known, (part) => part.runs);
  if (runs === 0) return null;
  const shared = known.map((part) => Object.assign({}, part, { share: part.runs / runs }));
  const mean = sumOf(shared, (part) => part.share * part.mean);
  if (columns.length === 1)
    return { runs, score: mean, interval: itemsInterval(mean, shared, ofRuns) ?? whole };
  const shares = new Map(shared.map(({ dataset, share }) => [dataset, share]));
  const missed = columns.map((dataset) => (shares.get(dataset) ?? 0) - 1 / columns.length);
  const value = mean - missed.reduce((sum, share, column) => sum + share * (fit.effects[column] ?? 0), 0);
  const { variance, freedom } = summed([
    { ...ofRuns, variance: sumOf(shared, (part) => part.share ** 2 * runsVariance(part, ofRuns)) },
    { ...fit.interaction, variance: fit.interaction.variance * sumOf(missed, (share) => share ** 2) },
    { variance: fit.contrastVariance(missed), freedom: fit.errorFreedom },
    ...shared.map((part) => ({
      variance: part.share ** 2 * itemsVariance(part),
      freedom: itemsFreedom(part),
    })),
  ]);
  const margin = quantile(0.975, freedom) * Math.sqrt(variance);
  return {
    runs,
    score: inUnit(value),
    interval: { low: inUnit(value - margin), high: inUnit(value + margin) },
  };
}

const whole = { low: 0, high: 1 };

function inUnit(value: number): number {
  return Math.max(0, Math.min(1, value));
}
