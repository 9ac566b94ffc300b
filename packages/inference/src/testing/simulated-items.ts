import type { PairedCluster, PairedStratum } from "../change.ts";
import { type Stratum, weightOf } from "../stratified.ts";
import type { Random } from "./random.ts";
import { sampleOf } from "./sample-of.ts";

/** What one version answered on one dataset: for each item how often, and the sum and sum of squares of its scores. */
export interface Answers {
  readonly count: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  /** The average score of each run, and its scored items. */
  readonly means: number[];
  readonly sizes: number[];
}

export function noAnswers(items: number): Answers {
  const zeros = () => new Float64Array(items);
  return { count: zeros(), sum: zeros(), squares: zeros(), means: [], sizes: [] };
}

/** How one run goes. */
export interface RunNature {
  /** How much likelier each item passes, in log-odds: a good day, or a better version. */
  readonly shift?: number;
  /** The items that were asked: from the first of them, before the second; all by default. */
  readonly asked?: readonly [from: number, before: number];
  /** Scores are shares of so many parts, each right or wrong; 1 by default. */
  readonly parts?: number;
}

/** Asks a dataset's items once more. An item of log-odds b passes with a chance of 1 / (1 + exp(-b)). */
export function askOnce(
  random: Random,
  answers: Answers,
  logOdds: Float64Array,
  { shift = 0, asked = [0, logOdds.length], parts = 1 }: RunNature = {},
): void {
  const scores: (number | null)[] = [];
  for (let item = 0; item < logOdds.length; item++) {
    if (item < asked[0] || asked[1] <= item) {
      scores.push(null);
      continue;
    }
    const chance = 1 / (1 + Math.exp(-(logOdds[item] ?? 0) - shift));
    let right = 0;
    for (let part = 0; part < parts; part++) if (random.between(0, 1) < chance) right++;
    scores.push(right / parts);
  }
  record(answers, scores);
}

/** One more run, of which the items without a score were not asked, or broke. */
export function record(
  { count, sum, squares, means, sizes }: Answers,
  scores: readonly (number | null)[],
): void {
  let [total, size] = [0, 0];
  for (const [item, score] of scores.entries()) {
    if (score === null) continue;
    count[item]! += 1;
    sum[item]! += score;
    squares[item]! += score ** 2;
    total += score;
    size++;
  }
  means.push(total / size);
  sizes.push(size);
}

/** Log-odds of a dataset's items: some hard, some easy, about a mean of 1.5 and with a deviation of 2 by default. */
export function itemsOf(random: Random, items: number, mean = 1.5, deviation = 2): Float64Array {
  return Float64Array.from({ length: items }, () => mean + deviation * random.normal());
}

/** The same items as a version's wording has them: each a little harder or easier, none on average. */
export function worded(random: Random, logOdds: Float64Array, tau: number): Float64Array {
  return tau === 0 ? logOdds : logOdds.map((value) => value + (tau / Math.SQRT2) * random.normal());
}

/** A model on a dataset, as it was asked by two versions, and by others before. */
export interface AskedStratum {
  readonly dataset: string;
  readonly newer: Answers;
  readonly older: Answers;
  readonly past?: readonly Answers[];
}

/** What a board reads of it, for the statistic of today and for that of runs alone. */
export interface Board {
  readonly strata: PairedStratum[];
  readonly clusters: PairedCluster[];
  readonly runs: Stratum[];
}

/** By loops over items, as the sums of SQL have it. Strata of one dataset share its items. */
export function boardOf(asked: readonly AskedStratum[]): Board {
  const ofItems = new Map<string, Float64Array>();
  const sharedBy = new Map<string, Set<number>>();
  const strata = asked.flatMap(({ dataset, newer, older, past = [] }) => {
    const shared = [...newer.count.keys()].filter((item) => newer.count[item]! * older.count[item]! > 0);
    if (shared.length === 0) return [];
    const voices = ofItems.get(dataset) ?? new Float64Array(newer.count.length);
    const known = sharedBy.get(dataset) ?? new Set<number>();
    ofItems.set(dataset, voices);
    sharedBy.set(dataset, known);
    const weight = weightOf(newer.means.length, older.means.length);
    let [newerMean, olderMean, inverseAnswers] = [0, 0, 0];
    for (const item of shared) {
      const [after, before] = [newer, older].map(({ sum, count }) => sum[item]! / count[item]!);
      newerMean += after! / shared.length;
      olderMean += before! / shared.length;
      inverseAnswers += 1 / newer.count[item]! + 1 / older.count[item]!;
      voices[item]! += (weight * (after! - before!)) / shared.length;
      known.add(item);
    }
    const history = historyOf([newer, older, ...past]);
    return [
      {
        dataset,
        newer: { n: newer.means.length },
        older: { n: older.means.length },
        items: shared.length,
        newerMean,
        olderMean,
        inverseAnswers,
        history,
      },
    ];
  });
  const clusters = [...ofItems].map(([dataset, voices]) => {
    const values = [...(sharedBy.get(dataset) ?? [])].map((item) => voices[item]!);
    return {
      dataset,
      items: values.length,
      sum: values.reduce((sum, value) => sum + value, 0),
      squares: values.reduce((sum, value) => sum + value ** 2, 0),
    };
  });
  const runs = asked.map(({ newer, older }) => ({ newer: sampled(newer), older: sampled(older) }));
  return { strata, clusters, runs };
}

function historyOf(versions: readonly Answers[]): PairedStratum["history"] {
  let [runSquares, runFreedom, itemSquares, itemFreedom] = [0, 0, 0, 0];
  for (const { count, sum, squares, means } of versions) {
    const mean = means.reduce((total, value) => total + value, 0) / means.length;
    for (const value of means) runSquares += (value - mean) ** 2;
    runFreedom += Math.max(0, means.length - 1);
    for (let item = 0; item < count.length; item++) {
      if (count[item]! < 2) continue;
      itemSquares += squares[item]! - sum[item]! ** 2 / count[item]!;
      itemFreedom += count[item]! - 1;
    }
  }
  return { runSquares, runFreedom, itemSquares, itemFreedom };
}

function sampled({ means, sizes }: Answers): Stratum["newer"] {
  return { ...sampleOf(means), items: sizes.reduce((sum, size) => sum + size, 0) };
}
