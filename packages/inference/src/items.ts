import { summed, type Uncertainty } from "./differences.ts";
import { quantile } from "./distributions.ts";
import { type MeanInterval, rateInterval, z } from "./intervals.ts";

/**
 * One subject on one dataset, over all its runs: the distinct scored items, their answers, the sum and the sum of squares of
 * the items' means, and the squares of the answers about the mean of their item.
 */
export interface ItemSpread {
  readonly items: number;
  readonly answers: number;
  readonly sum: number;
  readonly squares: number;
  readonly withinSquares: number;
}

/**
 * One dataset's part of a mean: its share of the runs (the shares are 1 together), its mean, its scored runs, and the harmonic
 * mean of how many items they scored, runs / Σ(1 / scored): one run of 5 000 items and nine of 5 rest on 5.6. That is right
 * where the runs ask the same items, and careful where they do not.
 */
export interface MeanPart {
  readonly share: number;
  readonly mean: number;
  readonly runs: number;
  readonly itemsPerRun: number;
  readonly spread: ItemSpread;
}

/**
 * The 95 % interval of a mean score in [0, 1], for items such as these and runs such as these: an item asked again is no new
 * item, and a run has good days and bad ones, which vary by the share `ofRuns` of c(1 − c) (`varianceOfRuns`). It is Wilson's (1927) with the
 * effective number of items of Korn and Graubard (Survey Methodology 24, 1998), c(1 − c) / V · (1.96 / t)², where V is the
 * variance of the mean, and t has its degrees of freedom. A pass rate has it by the spread of the passes. Null without a part.
 */
export function itemsInterval(
  mean: number,
  parts: readonly [MeanPart, ...MeanPart[]],
  ofRuns: Uncertainty,
): MeanInterval;
export function itemsInterval(
  mean: number,
  parts: readonly MeanPart[],
  ofRuns: Uncertainty,
): MeanInterval | null;
export function itemsInterval(
  mean: number,
  parts: readonly MeanPart[],
  ofRuns: Uncertainty,
): MeanInterval | null {
  if (parts.length === 0) return null;
  const ofItems = parts.map((part): Uncertainty => ({
    variance: part.share ** 2 * itemsVariance(part),
    freedom: itemsFreedom(part),
  }));
  // The runs of all parts vary alike: that is known once, not of each.
  const byRuns = parts.reduce((sum, part) => sum + part.share ** 2 * runsVariance(part, ofRuns), 0);
  const { variance, freedom } = summed([{ ...ofRuns, variance: byRuns }, ...ofItems]);
  const centre = parts.reduce((sum, part) => sum + part.share * centreOf(part), 0);
  const effective = (centre * (1 - centre)) / variance;
  return rateInterval(mean, effective * (z / quantile(0.975, freedom)) ** 2);
}

/**
 * The variance of one dataset's mean, for items such as these: that of its items' means in the window, with two items more,
 * one failed and one perfect (Agresti and Caffo 2000), for items that all passed are no certainty. Above 0.
 */
export function itemsVariance(part: Omit<MeanPart, "share">): number {
  const { mean, runs, itemsPerRun, spread } = part;
  const { between, within } = componentsOf(spread);
  const centre = centreOf(part);
  const squares =
    Math.max(0, itemsPerRun - 1) * (between + within / runs) + itemsPerRun * (mean - centre) ** 2;
  return (squares + centre ** 2 + (1 - centre) ** 2) / ((itemsPerRun + 1) * (itemsPerRun + 2));
}

/** The degrees of freedom of that. */
export function itemsFreedom({ itemsPerRun }: Pick<MeanPart, "itemsPerRun">): number {
  return Math.max(1, itemsPerRun - 1);
}

/** What whole runs make the mean vary, that vary by the share `ofRuns` of what an item does that is all or nothing. */
export function runsVariance(
  part: Pick<MeanPart, "mean" | "itemsPerRun" | "runs">,
  ofRuns: Uncertainty,
): number {
  return (ofRuns.variance * mostOf(part)) / part.runs;
}

/** c(1 − c). */
export function mostOf(part: Pick<MeanPart, "mean" | "itemsPerRun">): number {
  const centre = centreOf(part);
  return centre * (1 - centre);
}

/** The mean with one failed and one perfect item more. */
function centreOf({ mean, itemsPerRun }: Pick<MeanPart, "mean" | "itemsPerRun">): number {
  return (itemsPerRun * mean + 1) / (itemsPerRun + 2);
}

/**
 * The variance between items and that of the answers to one item: a one-way random effects model, by its analysis of variance
 * with unweighted means (Searle, Casella and McCulloch, Variance Components, 1992, chapter 3), cut at 0. Unequal
 * numbers of answers leave the first too large, if anything. Where no item was asked twice all of it is between.
 */
export function componentsOf({ items, answers, sum, squares, withinSquares }: ItemSpread): {
  between: number;
  within: number;
} {
  if (answers === 0) return { between: 0, within: 0 };
  const within = answers > items ? withinSquares / (answers - items) : 0;
  const ofMeans = items > 1 ? Math.max(0, squares - sum ** 2 / items) / (items - 1) : 0;
  return { between: Math.max(0, ofMeans - (within * items) / answers), within };
}
