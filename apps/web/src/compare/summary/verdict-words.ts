import { formatCount, formatCounted, formatPValue, formatScore, formatScoreChange } from "@evalboard/format";
import type { Comparison } from "@evalboard/runs/contract";

/** The verdict in a sentence. */
export function verdictSentence({ verdict, score }: Comparison): string {
  const { difference, detectableChange } = score;
  if (difference === null) return "There is nothing to compare: a side has no scored items.";
  const size = formatScore(Math.abs(difference));
  switch (verdict) {
    case "improved":
      return `The candidate scores ${size} higher, by more than chance explains.`;
    case "worse":
      return `The candidate scores ${size} lower, by more than chance explains.`;
    case "no clear change":
      return `The candidate scores ${formatScoreChange(difference)}, which chance explains.`;
    case "too few items":
      return `Too few items to tell${detectableWords(detectableChange)}.`;
  }
}

function detectableWords(change: number | null): string {
  if (change === null) return " anything";
  if (change > 1) return ": no change would most likely have shown";
  return `: only a true change of ${formatScore(change)} or more would most likely have shown`;
}

/** A detectable change; what is beyond the scale could never show. */
export function formatDetectable(change: number): string {
  return change > 1 ? "more than 1" : formatScore(change);
}

/** What the p-value comes from: `paired t, 412 shared items`. */
export function testWords({ score, sharedItems, pairing, baseline, candidate }: Comparison): string {
  const n =
    pairing === "paired"
      ? formatCounted(sharedItems, "shared item")
      : `${formatCount(baseline.scoredItems)} and ${formatCount(candidate.scoredItems)} items`;
  return score.test === null ? `no test, ${n}` : `${score.test}, ${n}`;
}

/** `p = 0.012`, `p < 0.001`. */
export function pValueWords(pValue: number): string {
  const text = formatPValue(pValue);
  return text.startsWith("<") ? `p < ${text.slice(1)}` : `p = ${text}`;
}

const dimensionWords = { model: "model", promptVersion: "prompt version" } as const;

/** How items were paired: `Paired: 412 shared items, like against like within the same model.` */
export function pairingWords({ matchedBy, sharedItems }: Comparison): string {
  const within = matchedBy.map((dimension) => dimensionWords[dimension]).join(" and ");
  const like = within === "" ? "each against itself" : `like against like within the same ${within}`;
  return `Paired: ${formatCounted(sharedItems, "shared item")}, ${like}.`;
}

/** The items that no pair could be made of; null where there are none. */
export function unpairedItemsWords({ baselineOnlyItems, candidateOnlyItems }: Comparison): string | null {
  const parts = [
    ...(baselineOnlyItems === 0 ? [] : [`${formatCounted(baselineOnlyItems, "item")} in the baseline`]),
    ...(candidateOnlyItems === 0 ? [] : [`${formatCounted(candidateOnlyItems, "item")} in the candidate`]),
  ];
  return parts.length === 0 ? null : `Left out, scored on one side alone: ${parts.join(", ")}.`;
}
