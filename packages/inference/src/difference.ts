import { quantile, twoSided } from "./distributions.ts";
import type { Uncertainty } from "./uncertainty.ts";

/** From low to high, both within [-1, 1]. */
export interface DifferenceInterval {
  readonly low: number;
  readonly high: number;
}

/** A difference of mean scores, and what is known of it; the nulls come together, where no deviation can be had. */
export interface Difference {
  readonly difference: number;
  /** 95 % confidence interval. */
  readonly interval: DifferenceInterval | null;
  /** Two-sided; 0 where it is below the smallest number there is. */
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
