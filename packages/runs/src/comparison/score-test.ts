import type { Comparison } from "@evalboard/contract";
import { independentDifference, mcNemar, pairedDifference } from "@evalboard/inference";
import type { ItemsRow, OverallRow } from "./rows.ts";

type Score = Comparison["score"];

/** The shared items' difference, tested: where all pass or fail by exact McNemar, else by a paired t. */
export function pairedScore(items: ItemsRow): Score {
  const { sharedItems: n, baseline, candidate, difference, deviation } = items;
  const found = pairedDifference({ n, mean: difference ?? 0, deviation });
  const exact = items.isPassOrFail && found.pValue !== null;
  return {
    baseline,
    candidate,
    difference,
    interval: found.interval,
    pValue: exact ? mcNemar(items.gained, items.lost) : found.pValue,
    test: exact ? "exact McNemar" : found.pValue === null ? null : "paired t",
    detectableChange: found.detectable,
  };
}

/** The difference of two groups without a shared item, tested by Welch's t over each group's items. */
export function unpairedScore(baseline: OverallRow, candidate: OverallRow): Score {
  const means = { baseline: baseline.averageScore, candidate: candidate.averageScore };
  const none = { difference: null, interval: null, pValue: null, test: null, detectableChange: null };
  if (means.baseline === null || means.candidate === null) return { ...means, ...none };
  const found = independentDifference(
    sampleOf(candidate, means.candidate),
    sampleOf(baseline, means.baseline),
  );
  return {
    ...means,
    difference: found.difference,
    interval: found.interval,
    pValue: found.pValue,
    test: found.pValue === null ? null : "Welch's t",
    detectableChange: found.detectable,
  };
}

function sampleOf({ scoredItems, variance }: OverallRow, mean: number) {
  return { n: scoredItems, mean, variance, items: scoredItems };
}
