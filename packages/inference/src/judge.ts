/** What a difference comes to; `too few` values says that a visible change could well have been missed. */
export type Judgement = "improved" | "worse" | "no clear change" | "too few";

/** Below this p-value a difference is taken for a change. */
const SIGNIFICANT = 0.05;

/** The figures that the judgement goes by; the p-value as corrected for what else was tested. */
export interface Judged {
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
