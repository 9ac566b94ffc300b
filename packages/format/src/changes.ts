import type { JudgedChange } from "@evalboard/contract";
import { formatCount, formatCounted, formatMetric, formatPValue, formatScore } from "./numbers.ts";

// What is said of a judged change beside its verdict and figures, for every face alike: words that may be part of a line,
// or a sentence by `sentenceOf`.

/** `few items` → `Few items.` */
export function sentenceOf(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

type Items = Pick<JudgedChange, "sharedItems" | "baselineOnlyItems" | "candidateOnlyItems">;

/** How many items both sides have scored, of all that either has: `50 of 60 items shared`. */
export function sharedWords({ sharedItems, baselineOnlyItems, candidateOnlyItems }: Items): string {
  const all = sharedItems + baselineOnlyItems + candidateOnlyItems;
  return `${formatCount(sharedItems)} of ${formatCounted(all, "item")} shared`;
}

/** What no formula mends, in one line each. */
export function remarkWords(change: Items & Pick<JudgedChange, "remarks">): string[] {
  const words = {
    "single runs": "single runs: a bad day cannot be told from a change",
    "never on the same day": "never ran on the same day: a drift of the model cannot be told from a change",
    "few shared items": `only ${sharedWords(change)}`,
  };
  return change.remarks.map((remark) => words[remark]);
}

/** What the verdict alone does not say: how small a change would have shown. Null where there is one, or nothing is known. */
export function powerWords({
  verdict,
  detectableChange,
}: Pick<JudgedChange, "verdict" | "detectableChange">): string | null {
  if (detectableChange === null || verdict === "improved" || verdict === "worse") return null;
  if (detectableChange >= 1) return "even a change of 1 would likely not have shown";
  const change = formatScore(detectableChange);
  return verdict === "too little to say"
    ? `a change below ${change} would likely not have shown`
    : `a change of ${change} would likely have shown`;
}

/** What it takes to see a small change: `a change of 0.05 would need 3 more runs a side, or 120 more items` */
export function planWords(plan: JudgedChange["plan"]): string | null {
  if (plan === null) return null;
  const { change, moreRuns, moreItems, needs } = plan;
  const runs = moreRuns === null ? [] : [`${formatCounted(moreRuns, "more run")} a side`];
  const items = moreItems === null ? [] : [formatCounted(moreItems, "more item")];
  const ways = needs === "runs" ? [...runs, ...items] : [...items, ...runs];
  const needed = ways.length === 0 ? "more runs and more items" : ways.join(", or ");
  return `a change of ${formatMetric(change)} would need ${needed}`;
}

/** What became of the passes: `30 items gained, 10 lost, McNemar's mid-p 0.002`. */
export function passWords({ gained, lost, pValue }: NonNullable<JudgedChange["passes"]>): string {
  return `${formatCounted(gained, "item")} gained, ${formatCount(lost)} lost, McNemar's mid-p ${formatPValue(pValue)}`;
}
