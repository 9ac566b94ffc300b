import { quantile, twoSided } from "./distributions.ts";

/** From low to high, both within [-1, 1]. */
export interface DifferenceInterval {
  readonly low: number;
  readonly high: number;
}

/** A difference of mean scores and what is known of it; the nulls come together, where there is no deviation to go by. */
export interface Difference {
  readonly difference: number;
  /** 95 % confidence interval. */
  readonly interval: DifferenceInterval | null;
  /** Two-sided; 0 where it is below the smallest number there is. */
  readonly pValue: number | null;
  /** The smallest true difference that a test at 5 % would have shown, four times in five. */
  readonly detectable: number | null;
}

/** How far an estimate lies from the truth: a standard error, and the degrees of freedom it is known with. */
export interface Uncertainty {
  readonly error: number;
  readonly degreesOfFreedom: number;
}

/** The difference with the figures that follow from the uncertainties, each figure by the one that says less. */
export function differenceWith(difference: number, uncertainties: readonly Uncertainty[]): Difference {
  const widest = (p: number) =>
    Math.max(...uncertainties.map(({ error, degreesOfFreedom }) => quantile(p, degreesOfFreedom) * error));
  const margin = widest(0.975);
  return {
    difference,
    interval: { low: Math.max(-1, difference - margin), high: Math.min(1, difference + margin) },
    pValue: Math.max(
      ...uncertainties.map(({ error, degreesOfFreedom }) => twoSided(difference / error, degreesOfFreedom)),
    ),
    detectable: Math.max(
      ...uncertainties.map(
        ({ error, degreesOfFreedom }) =>
          (quantile(0.975, degreesOfFreedom) + quantile(0.8, degreesOfFreedom)) * error,
      ),
    ),
  };
}

/** The difference alone, where nothing says how far it may be from the truth. */
export function differenceAlone(difference: number): Difference {
  return { difference, interval: null, pValue: null, detectable: null };
}
