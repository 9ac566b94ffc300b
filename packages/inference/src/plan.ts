import { type Change, oftenLookedAt, type PairedStratum } from "./change.ts";
import type { Uncertainty } from "./differences.ts";
import { detectableWith } from "./sequential.ts";
import { sumOf, weightOf } from "./stratified.ts";

/** How much more would settle a change, four times in five; null where that alone would not, of more than `MOST`. */
export interface Plan {
  /** Runs to add on either side of every stratum. */
  readonly moreRuns: number | null;
  /** Items to add, of the same kind, asked as often as the others. */
  readonly moreItems: number | null;
  /** What most of the variance comes from. */
  readonly needs: "items" | "runs";
}

/** Runs or items; so many are never added. */
const MOST = 100_000;

/**
 * What it takes to see a true change of `target`: how much the items differ falls with more of them alone, what whole runs
 * vary with runs alone, which also tell how much that is, and the noise of answers with either. Without repeats the noise is
 * unknown and taken for none. Null where `target` would be seen already, or with fewer than two shared items.
 */
export function planFor(change: Change, strata: readonly PairedStratum[], target: number): Plan | null {
  if (change.sharedItems < 2 || settles(change.items, change.runs, target)) return null;
  const moreRuns = leastThat((runs) => isSettledByRuns(change, strata, runs, target));
  const moreItems = leastThat((items) => isSettledByItems(change, items, target));
  const between = Math.max(0, change.items.variance - change.noise);
  const isOfRuns = change.runs.variance + change.noise > between;
  return {
    moreRuns,
    moreItems,
    needs: (isOfRuns || moreItems === null) && moreRuns !== null ? "runs" : "items",
  };
}

function isSettledByRuns(
  { items, noise, runs }: Change,
  strata: readonly PairedStratum[],
  added: number,
  target: number,
): boolean {
  const weights = (more: number) =>
    sumOf(strata, ({ newer, older }) => weightOf(newer.n + more, older.n + more));
  const left = weights(0) / weights(added);
  const known = Math.min(noise, items.variance);
  const fewer = { ...items, variance: items.variance - known * (1 - left) };
  // Each run more tells of how runs vary, but for the noise of its answers.
  const told = 2 * added * strata.length * (runs.variance / (runs.variance + noise)) ** 2;
  return settles(fewer, { variance: runs.variance * left, freedom: runs.freedom + told }, target);
}

function isSettledByItems({ sharedItems, items, runs }: Change, added: number, target: number): boolean {
  const times = (sharedItems + added) / sharedItems;
  return settles({ variance: items.variance / times, freedom: items.freedom * times }, runs, target);
}

function settles(items: Uncertainty, runs: Uncertainty, target: number): boolean {
  return Math.max(detectableWith(items), detectableWith(oftenLookedAt(items, runs))) <= target;
}

/** The least number that settles it, by bisection: more never unsettles. Null above `MOST`. */
function leastThat(isSettled: (added: number) => boolean): number | null {
  if (!isSettled(MOST)) return null;
  let [low, high] = [0, MOST];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSettled(middle)) high = middle;
    else low = middle;
  }
  return high;
}
