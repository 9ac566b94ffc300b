import type { PassSample } from "../intervals.ts";
import { passSampleOf } from "./pass-sample-of.ts";
import type { Random } from "./random.ts";

/** Runs whose items pass at one rate, but are alike within a run. */
export interface AlikeRuns {
  readonly runs: number;
  /** Scored items of a run. */
  readonly size: (random: Random) => number;
  readonly rate: number;
  /** How far two items of one run correlate: 0 where a run is but its items, at 0.2 rates of 0.8 have a deviation of 0.18. */
  readonly likeness: number;
}

/** As many runs, drawn anew. */
export function simulatedRuns(random: Random, { runs, size, rate, likeness }: AlikeRuns): PassSample {
  const scored = Array.from({ length: runs }, () => size(random));
  return passSampleOf(
    scored.map((items) => passesOf(random, items, rate, likeness)),
    scored,
  );
}

/** By Pólya's urn (1923), which is beta-binomial: the more items of the run passed, the likelier does the next. */
function passesOf(random: Random, items: number, rate: number, likeness: number): number {
  const balls = likeness === 0 ? Infinity : (1 - likeness) / likeness;
  let passed = 0;
  for (let item = 0; item < items; item++) {
    const chance = balls === Infinity ? rate : (rate * balls + passed) / (balls + item);
    if (random.between(0, 1) < chance) passed++;
  }
  return passed;
}

/** From 5 to 500 items, as many of tens as of hundreds. */
export const unequalSizes = (random: Random) => Math.round(5 * 100 ** random.between(0, 1));
