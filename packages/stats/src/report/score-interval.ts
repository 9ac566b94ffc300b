// A package that imports this one compiles this file, but would not find the declaration by itself.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../jstat.d.ts" />
import jstat from "jstat";
import type { ScoreInterval } from "../contract.ts";
import type { SummaryRow } from "../rows.ts";
import { settled } from "./settled.ts";

/**
 * The two-sided 95 % confidence interval of the mean score over runs, cut to [0, 1]:
 * mean ± t(0.975, n - 1) · s / √n. Null below two scored runs, which have no deviation.
 */
export function scoreInterval(
  row: Pick<SummaryRow, "scoredRuns" | "averageScore" | "scoreDeviation">,
): ScoreInterval | null {
  const { scoredRuns, averageScore, scoreDeviation } = row;
  if (averageScore === null || scoreDeviation === null) return null;
  const margin = (jstat.studentt.inv(0.975, scoredRuns - 1) * scoreDeviation) / Math.sqrt(scoredRuns);
  return {
    low: settled(Math.max(0, averageScore - margin)),
    high: settled(Math.min(1, averageScore + margin)),
  };
}
