import { independentDifference, mcNemar, pairedDifference } from "@evalboard/inference";
import type { Comparison } from "../contract/index.ts";
import type { PairsRow, SideRow } from "./rows.ts";

type Score = Comparison["score"];

/** The shared items' difference, tested: where all pass or fail by exact McNemar, else by a paired t. */
export function pairedScore({
  items,
  baseline,
  candidate,
  difference,
  deviation,
  ...pairs
}: PairsRow): Score {
  const found = pairedDifference({ n: items, mean: difference ?? 0, deviation });
  const exact = pairs.isPassOrFail && found.pValue !== null;
  return {
    baseline,
    candidate,
    difference,
    interval: found.interval,
    pValue: exact ? mcNemar(pairs.gained, pairs.lost) : found.pValue,
    test: exact ? "exact McNemar" : found.pValue === null ? null : "paired t",
    detectableChange: found.detectable,
  };
}

/** The difference of two groups without a shared item, tested by Welch's t over each group's items. */
export function unpairedScore(baseline: SideRow, candidate: SideRow): Score {
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

function sampleOf({ scoredItems, variance }: SideRow, mean: number) {
  return { n: scoredItems, mean, variance, items: scoredItems };
}
