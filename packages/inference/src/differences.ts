import { quantile, twoSided } from "./distributions.ts";
import type { Sample } from "./intervals.ts";

/**
 * The difference of the mean scores of items that two groups do not share, candidate less baseline, by Welch's t (1947);
 * and never surer than with two items more on either side, one failed and one perfect (Agresti and Caffo 2000): of
 * perfect items alone no deviation can be measured. Figures are null where either group has fewer than two items.
 */
export function independentDifference(candidate: Sample, baseline: Sample): Difference {
  const difference = candidate.mean - baseline.mean;
  if (candidate.variance === null || baseline.variance === null) return differenceAlone(difference);
  return differenceWith(difference, [
    summed([meanOf(candidate, candidate.variance), meanOf(baseline, baseline.variance)]),
    summed([withTwoMore(candidate, candidate.variance), withTwoMore(baseline, baseline.variance)]),
  ]);
}

function meanOf({ n }: Sample, variance: number): Uncertainty {
  return { variance: variance / n, freedom: n - 1 };
}

function withTwoMore({ n, mean }: Sample, variance: number): Uncertainty {
  const total = n + 2;
  const centre = (n * mean + 1) / total;
  const squares = (n - 1) * variance + n * (mean - centre) ** 2 + centre ** 2 + (1 - centre) ** 2;
  return { variance: squares / total ** 2, freedom: n - 1 };
}

/** Differences of n items, each candidate less baseline, of a metric on any scale. */
export interface PairedMetric {
  readonly n: number;
  readonly mean: number;
  /** The standard deviation, of the unbiased variance; null below two items. */
  readonly deviation: number | null;
  /** From the least to the greatest of the values that they are between. */
  readonly span: number;
}

/** Changes that differ by less than this share of the span are taken for one: means differ in their last digits. */
const ROUNDING = 1e-9;

/**
 * The mean difference of paired items by Student's t, on any scale. Items that all changed alike are no certainty: of them
 * it is the moderated t, with one item beside that changed by the whole span. Null below two items.
 */
export function pairedMetricDifference({
  n,
  mean,
  deviation,
  span,
}: PairedMetric): Pick<Difference, "interval" | "pValue"> {
  if (deviation === null || n < 2) return { interval: null, pValue: null };
  if (span === 0) return { interval: { low: mean, high: mean }, pValue: 1 };
  const spread = deviation / span;
  const own = { variance: spread ** 2 / n, freedom: n - 1 };
  const { margin, pValue } = figuresOf(mean / span)(
    spread > ROUNDING ? own : moderated({ ...own, variance: 0 }, 1 / n ** 2),
  );
  return { interval: { low: mean - margin * span, high: mean + margin * span }, pValue };
}

/** From low to high; of a score both within [-1, 1]. */
export interface DifferenceInterval {
  readonly low: number;
  readonly high: number;
}

/** A difference of mean scores, and what is known of it; the nulls come together, where no deviation can be had. */
export interface Difference {
  readonly difference: number;
  /** 95 % confidence interval. */
  readonly interval: DifferenceInterval | null;
  /** Two-sided; never 0. */
  readonly pValue: number | null;
  /** The smallest true difference that a test at 5 % would have shown, four times in five. */
  readonly detectable: number | null;
}

/** The figures of a difference, each by the uncertainty that says less; one of them at least is above 0. */
export function differenceWith(difference: number, uncertainties: readonly Uncertainty[]): Difference {
  const figures = uncertainties.filter(({ variance }) => variance > 0).map(figuresOf(difference));
  const margin = Math.max(...figures.map((each) => each.margin));
  return {
    difference,
    interval: { low: Math.max(-1, difference - margin), high: Math.min(1, difference + margin) },
    pValue: Math.max(...figures.map((each) => each.pValue)),
    detectable: Math.max(...figures.map((each) => each.detectable)),
  };
}

/** The difference alone, where nothing says how far it may be from the truth. */
export function differenceAlone(difference: number): Difference {
  return { difference, interval: null, pValue: null, detectable: null };
}

const figuresOf =
  (difference: number) =>
  ({ variance, freedom }: Uncertainty) => {
    const error = Math.sqrt(variance);
    const margin = quantile(0.975, freedom) * error;
    return {
      margin,
      pValue: twoSided(difference / error, freedom),
      detectable: margin + quantile(0.8, freedom) * error,
    };
  };

/** How far an estimate may be from the truth: its variance, and the degrees of freedom that this is known with. */
export interface Uncertainty {
  readonly variance: number;
  readonly freedom: number;
}

/** What the items are taken to be worth, in degrees of freedom. */
const ITEMS_FREEDOM = 4;

/** The uncertainty of a sum of independent estimates; its degrees of freedom are Satterthwaite's (1946). */
export function summed(parts: readonly [Uncertainty, ...Uncertainty[]]): Uncertainty {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  if (variance === 0) return { variance, freedom: Math.min(...parts.map(({ freedom }) => freedom)) };
  const inverse = parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.freedom, 0);
  return { variance, freedom: 1 / inverse };
}

/**
 * The uncertainty drawn towards the variance that the items by themselves would give, as in the moderated t of
 * Smyth (2004): few runs that happen to agree say little, many that always agree say much.
 */
export function moderated({ variance, freedom }: Uncertainty, byItems: number): Uncertainty {
  const total = freedom + ITEMS_FREEDOM;
  return { variance: (freedom * variance + ITEMS_FREEDOM * byItems) / total, freedom: total };
}
