import type { Verdict } from "@evalboard/contract";
import { atMostHeads } from "./distributions.ts";

/**
 * p-values corrected for how many there are, by Holm's step-down method (1979): rejecting those below 5 % is wrong
 * about any of them 5 times in 100 at most. In the order given; null stays null and does not count.
 */
export function holm(pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted: (number | null)[] = pValues.map(() => null);
  const tested = pValues
    .flatMap((pValue, index) => (pValue === null ? [] : [{ pValue, index }]))
    .toSorted((a, b) => a.pValue - b.pValue);
  let least = 0;
  for (const [rank, { pValue, index }] of tested.entries()) {
    least = Math.max(least, Math.min(1, pValue * (tested.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}

/** Below this p-value a difference is taken for a change. */
const SIGNIFICANT = 0.05;

/** The figures that the judgement goes by; the p-value as corrected for what else was tested. */
interface Judged {
  readonly difference: number | null;
  readonly pValue: number | null;
  readonly detectable: number | null;
}

/**
 * A difference is a change when its p-value is below 5 %. Where it is not, that says something only if a change of
 * `visibleChange` would have been seen four times in five. Null where there is no difference at all.
 */
export function judge({ difference, pValue, detectable }: Judged, visibleChange: number): Verdict | null {
  if (difference === null) return null;
  if (pValue === null || detectable === null) return "too little to say";
  if (pValue < SIGNIFICANT) return difference > 0 ? "improved" : "worse";
  return detectable > visibleChange ? "too little to say" : "no clear change";
}

/**
 * McNemar's test by its mid-p: the two-sided p-value of so many items gained and lost, if each had been as likely to go the
 * other way, of which the chance of just these counts half; 1 where none changed. Exact McNemar is far below its level
 * (Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013).
 */
export function mcNemarMidP(gained: number, lost: number): number {
  const fewer = Math.min(gained, lost);
  const changed = gained + lost;
  return Math.min(1, atMostHeads(fewer, changed) + atMostHeads(fewer - 1, changed));
}
