import { differenceAlone, differenceWith, type Difference } from "./difference.ts";
import { NORMAL } from "./distributions.ts";
import type { Sample } from "./sample.ts";
import { wilson } from "./wilson.ts";

/**
 * The difference of the means of two samples that share nothing, candidate less baseline, by Welch's t (1947), and
 * never surer than their items alone would allow. Figures are null where either has fewer than two values.
 */
export function independentDifference(candidate: Sample, baseline: Sample): Difference {
  const difference = candidate.mean - baseline.mean;
  const { variance: first } = candidate;
  const { variance: second } = baseline;
  if (first === null || second === null) return differenceAlone(difference);
  const [a, b] = [first / candidate.n, second / baseline.n];
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (candidate.n - 1) + b ** 2 / (baseline.n - 1));
  const floor = Math.hypot(
    wilson(candidate.mean, candidate.items).error,
    wilson(baseline.mean, baseline.items).error,
  );
  return differenceWith(difference, [
    ...(a + b > 0 ? [{ error: Math.sqrt(a + b), degreesOfFreedom }] : []),
    { error: floor, degreesOfFreedom: NORMAL },
  ]);
}
