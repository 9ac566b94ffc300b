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

/** What a difference comes to; `too few` values says that a visible change could well have been missed. */
export type Judgement = "improved" | "worse" | "no clear change" | "too few";

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
 * `visibleChange` would have been seen four times in five.
 */
export function judge({ difference, pValue, detectable }: Judged, visibleChange: number): Judgement {
  if (difference === null || pValue === null || detectable === null) return "too few";
  if (pValue < SIGNIFICANT) return difference > 0 ? "improved" : "worse";
  return detectable > visibleChange ? "too few" : "no clear change";
}

/**
 * McNemar's exact test: the two-sided p-value of so many items gained and lost, if each had been as likely to go the
 * other way; 1 where none changed.
 */
export function mcNemar(gained: number, lost: number): number {
  return Math.min(1, 2 * atMostHeads(Math.min(gained, lost), gained + lost));
}
