import type { Uncertainty } from "./differences.ts";
import { type Prior, varianceFor } from "./paule-mandel.ts";
import { sumOf } from "./stratified.ts";

/**
 * How the scores of runs vary about the mean of their version, with one model on one dataset: their squares and the degrees of
 * freedom of these, what the answers' noise makes the mean of a run vary, and `most`, c(1 − c) of their mean c, which is
 * what an item varies that is all or nothing.
 */
export interface RunsHistory {
  readonly squares: number;
  readonly freedom: number;
  readonly noise: number;
  readonly most: number;
}

/**
 * What whole runs vary beyond the noise of their answers before any was repeated, as a share of c(1 − c), for where nearly all
 * pass a day can hardly be bad: a deviation of 0.055, that is 0.025 of a score of 0.72, worth four degrees of freedom, as the
 * liking of datasets has one (`fitAdditive`). It serves verdicts, the means' intervals and ranks alike. Taking runs not to vary
 * claims too much: single runs that vary by 0.03 told equal models apart on a third of the boards, and by 0.05 called a seventh of
 * the prompts changed. At 0.02 of 0.72 the one still is too often, at 0.03 single runs hardly tell anything (docs/statistics.md).
 */
const PRIOR: Prior = { variance: 0.055 ** 2, freedom: 4 };

/** Believed in as little as can be: what the runs say by themselves. */
const NONE: Prior = { variance: 0, freedom: 0 };

/**
 * The variance of whole runs beyond the noise of their answers, good days and bad ones, as a share of c(1 − c): the larger of
 * what their history says by itself and with the prior, and what that is known with. Runs whose noise is large tell little of it.
 */
export function varianceOfRuns(histories: readonly RunsHistory[]): Uncertainty {
  const scaled = histories
    .filter(({ freedom }) => freedom > 0)
    .map(({ squares, freedom, noise, most }) => ({ squares: squares / most, freedom, noise: noise / most }));
  const variance = Math.max(varianceWith(scaled, PRIOR), varianceAlone(scaled));
  const told = sumOf(scaled, ({ freedom, noise }) => freedom * (variance / (variance + noise)) ** 2);
  return { variance, freedom: PRIOR.freedom + told };
}

type Scaled = Omit<RunsHistory, "most">;

/** Squares of scores that differ in their last digits alone. */
const ROUNDING = 1e-20;

function varianceAlone(histories: readonly Scaled[]): number {
  const explained = sumOf(histories, ({ squares, noise }) => (squares < ROUNDING ? 0 : squares / noise));
  // The noise by itself explains that they vary, or they do not.
  if (explained <= sumOf(histories, ({ freedom }) => freedom)) return 0;
  return varianceWith(histories, NONE);
}

function varianceWith(histories: readonly Scaled[], prior: Prior): number {
  const plain = sumOf(histories, ({ squares }) => squares);
  const freedom = sumOf(histories, (each) => each.freedom);
  return varianceFor(plain, freedom, prior, (variance) => ({
    squares: sumOf(histories, ({ squares, noise }) => squares / (variance + noise)),
    slope: sumOf(histories, ({ squares, noise }) => squares * (variance / (variance + noise)) ** 2),
  }));
}
