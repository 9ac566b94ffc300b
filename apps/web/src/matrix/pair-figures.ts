import type { SummaryFigures } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";

/** The score of one pair, with its n. */
export type PairFigures = Pick<
  SummaryFigures,
  "runs" | "items" | "averageScore" | "scoredRuns" | "scoreInterval"
>;

/** What there is no room for in the cell. */
export function pairWords({ items, scoredRuns, scoreInterval }: PairFigures): string {
  const n = `${formatCounted(items, "item")}, ${formatCounted(scoredRuns, "scored run")}`;
  if (scoreInterval === null) return `${n}, no interval`;
  return `95% interval ${formatScore(scoreInterval.low)} to ${formatScore(scoreInterval.high)}, ${n}`;
}
