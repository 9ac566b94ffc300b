import type { Stratum } from "../stratified.ts";
import type { Random } from "./random.ts";
import { sampleOf } from "./sample-of.ts";

/** How the runs of one model on one dataset come out: chosen once, alike for both versions. */
export interface Nature {
  readonly mean: number;
  readonly itemsEach: number;
  /** The score of a run that is so much better than the mean. */
  readonly score: (lift: number) => number;
}

/**
 * Three kinds: items that pass or fail by chance; graded runs, of a deviation from 0.02 to 0.15; and models that answer
 * nearly always alike, but for one item now and then.
 */
export function natureOf(random: Random): Nature {
  const mean = random.between(0.3, 0.98);
  const deviation = random.between(0.02, 0.15);
  const itemsEach = [5, 10, 20, 50][random.whole(0, 3)]!;
  const kinds = [
    (chance: number) => passes(random, itemsEach, chance) / itemsEach,
    (level: number) => inUnit(level + deviation * random.normal()),
    (level: number) => inUnit(level - (random.between(0, 1) < 0.3 ? 1 / itemsEach : 0)),
  ];
  const kind = kinds[random.whole(0, 2)]!;
  return { mean, itemsEach, score: (lift) => kind(inUnit(mean + lift)) };
}

/** So many runs of each version, the newer better by `lift`. */
export function simulatedStratum(
  { score, itemsEach }: Nature,
  newer: number,
  older: number,
  lift = 0,
): Stratum {
  const runs = (n: number, each: number) =>
    sampleOf(
      Array.from({ length: n }, () => score(each)),
      itemsEach,
    );
  return { newer: runs(newer, lift), older: runs(older, 0) };
}

function passes(random: Random, items: number, chance: number): number {
  let passed = 0;
  for (let item = 0; item < items; item++) if (random.between(0, 1) < chance) passed++;
  return passed;
}

const inUnit = (value: number) => Math.min(1, Math.max(0, value));
