import { type PromptChange, VISIBLE_CHANGE } from "@evalboard/contract";
import { holm, judge } from "@evalboard/inference";
import { settledProbability } from "../report/settled-probability.ts";
import type { ComparedVersions } from "./compare-versions.ts";

/** The verdict on each change, corrected for how many of them could be tested. */
export function judgeChanges(changes: readonly ComparedVersions[]): PromptChange[] {
  const adjusted = holm(changes.map(({ pValue }) => pValue));
  return changes.map((change, index) => judged(change, adjusted[index] ?? null));
}

function judged(change: ComparedVersions, pValue: number | null): PromptChange {
  const { difference, detectableChange: detectable } = change;
  const judgement = judge({ difference, pValue, detectable }, VISIBLE_CHANGE);
  const verdict = judgement === "too few" ? "too few runs" : judgement;
  return { ...change, adjustedPValue: settledProbability(pValue), verdict };
}
