import type { Comparison, JudgedTogether, JudgeTogether } from "@evalboard/contract";
import { type GatingClient, inTime } from "./find-runs.ts";
import { type Condition, type Judged, worseAtOneLook } from "./rules.ts";

/** A run and its baseline, as the server compares them by themselves. */
export type Compared = Omit<Judged, "oneLook">;

/**
 * The pairs of one gate with verdicts that are corrected for how many there are: the server's, in place of those on each by
 * itself. `oneLook` is asked for only where a condition goes by it.
 */
export async function judgePairs(
  pairs: readonly Compared[],
  failIf: readonly Condition[],
  { runs }: GatingClient,
): Promise<Judged[]> {
  const judge = (changes: JudgeTogether["changes"]) => runs.judge.mutate({ changes }, inTime());
  const changes = pairs.map(({ comparison }) => comparison.change);
  const together = await judged(changes, ({ pValue }) => pValue, judge);
  const once = failIf.includes(worseAtOneLook)
    ? await judged(changes, ({ oneLook }) => oneLook?.pValue ?? null, judge)
    : [];
  return pairs.map(({ comparison, ...pair }, index) => ({
    ...pair,
    comparison: { ...comparison, change: { ...comparison.change, ...together[index] } },
    oneLook: once[index]?.verdict ?? null,
  }));
}

/** A judgement for each change that has a p-value, at its place; the others are not sent, and so not corrected for. */
async function judged(
  changes: readonly Comparison["change"][],
  pValueOf: (change: Comparison["change"]) => number | null,
  judge: (changes: JudgeTogether["changes"]) => Promise<JudgedTogether>,
): Promise<(JudgedTogether[number] | undefined)[]> {
  const tested = changes.filter((change) => change.verdict !== null && pValueOf(change) !== null);
  if (tested.length === 0) return [];
  const judgements = await judge(
    tested.map((change) => {
      const { difference, detectableChange, sharedItems } = change;
      return { difference, pValue: pValueOf(change), detectableChange, sharedItems };
    }),
  );
  return changes.map((change) => judgements[tested.indexOf(change)]);
}
