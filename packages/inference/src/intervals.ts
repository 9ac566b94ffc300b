import { NORMAL, quantile } from "./distributions.ts";

/** Scores in figures: of n runs, or of n items. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  /** Unbiased; null below two values. */
  readonly variance: number | null;
  /** How many scored items the values rest on, all together. */
  readonly items: number;
}

const z = quantile(0.975, NORMAL);

/** Wilson's two-sided 95 % confidence interval of a rate, `count` of `n`; [0, 1] where n is 0. */
export function proportionInterval(count: number, n: number): MeanInterval {
  if (n === 0) return { low: 0, high: 1 };
  const rate = count / n;
  const { centre, error } = wilson(rate, n);
  // The rate is in it: of none and of all, rounding would leave it out by a hair.
  return {
    low: Math.max(0, Math.min(rate, centre - z * error)),
    high: Math.min(1, Math.max(rate, centre + z * error)),
  };
}

/** From low to high; of a rate or a score both within [0, 1]. */
export interface MeanInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * The two-sided 95 % confidence interval of the mean of scores in [0, 1]; null below two values. It spans two: that of
 * Student's t over the values, and Wilson's of the items, so that perfect runs are no certainty.
 */
export function scoreInterval({ n, mean, variance, items }: Sample): MeanInterval | null {
  if (variance === null || n < 2) return null;
  const margin = quantile(0.975, n - 1) * Math.sqrt(variance / n);
  const byItems = proportionInterval(mean * items, items);
  return {
    low: Math.max(0, Math.min(mean - margin, byItems.low)),
    high: Math.min(1, Math.max(mean + margin, byItems.high)),
  };
}

/** Items that passed, of those scored, over n runs. The sums are over the runs, and whole numbers. */
export interface PassSample {
  /** Runs with a scored item. */
  readonly n: number;
  readonly passed: number;
  readonly scored: number;
  readonly passedSquares: number;
  /** Of passed times scored items. */
  readonly passedScored: number;
  readonly scoredSquares: number;
}

/**
 * The two-sided 95 % confidence interval of a pass rate; null where nothing was scored. The rate is a ratio of two sums, and
 * the items of one run are alike: its spread is that of the runs about it (Cochran, Sampling Techniques, 1977, section
 * 6.4), by Student's t. Runs of unequal size count for as many equal ones as Kish (Survey Sampling, 1965, section 11.7) has
 * it, scored² / scoredSquares, of which at least two. Never narrower than Wilson's of the items, which is all that one run
 * tells: that is too narrow where the runs differ by more than chance, as it is where all items passed, or none did.
 */
export function passInterval(sample: PassSample): MeanInterval | null {
  const { n, passed, scored } = sample;
  if (scored === 0) return null;
  const byItems = proportionInterval(passed, scored);
  if (n < 2) return byItems;
  const rate = passed / scored;
  const margin = passMargin(sample);
  return {
    low: Math.max(0, Math.min(rate - margin, byItems.low)),
    high: Math.min(1, Math.max(rate + margin, byItems.high)),
  };
}

/** In whole numbers, for the squares of large runs leave no digits to the differences between them. */
function passMargin({ passed, scored, passedSquares, passedScored, scoredSquares }: PassSample): number {
  const [p, s, ofRuns] = [BigInt(passed), BigInt(scored), BigInt(scoredSquares)];
  // scored² times the squared distances of the runs' passes from what the rate gives them, and the same of their sizes.
  const squares = s * s * BigInt(passedSquares) - 2n * p * s * BigInt(passedScored) + p * p * ofRuns;
  const pairs = s * s - ofRuns;
  if (pairs <= 0n || squares <= 0n) return 0;
  const equalRuns = (scored * scored) / scoredSquares;
  const t = quantile(0.975, Math.max(1, equalRuns - 1));
  return (t * Math.sqrt(Number(squares) / Number(pairs))) / scored;
}

/** Student's two-sided 95 % confidence interval of a mean on any scale; null below two values. */
export function meanInterval({ n, mean, variance }: Omit<Sample, "items">): MeanInterval | null {
  if (variance === null || n < 2) return null;
  const margin = quantile(0.975, n - 1) * Math.sqrt(variance / n);
  return { low: mean - margin, high: mean + margin };
}

/**
 * What `items` results of that mean score tell of it if each is all or nothing, and a score in [0, 1] cannot vary more:
 * Wilson's 95 % interval (1927) is the centre ± 1.96 errors. Neither is 0 or 1 where all or none were right.
 */
export function wilson(mean: number, items: number): { centre: number; error: number } {
  const total = items + z * z;
  return {
    centre: (items * mean + (z * z) / 2) / total,
    error: Math.sqrt(items * mean * (1 - mean) + (z * z) / 4) / total,
  };
}
