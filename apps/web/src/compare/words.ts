import type { Comparison } from "@evalboard/contract";
import {
  formatCount,
  formatCounted,
  formatOrUnknown,
  formatScore,
  formatScoreChange,
} from "@evalboard/format";
import { intervalWords } from "../figures/change-words.ts";

type Change = Comparison["change"];

/** The verdict in a sentence. */
export function verdictSentence({ change }: Pick<Comparison, "change">): string {
  const { verdict, difference, interval, detectableChange } = change;
  if (difference === null) return "There is nothing to compare: a side has no scored items.";
  switch (verdict) {
    case "improved":
    case "worse":
      return `The candidate scores ${differenceWords(difference)}, by more than chance explains.`;
    case "no clear change":
      return readsAsNone(difference)
        ? `The candidate scores the same: ${noDifferenceWords(difference, interval)}.`
        : `The candidate scores ${differenceWords(difference)}, by no more than chance explains.`;
    case "too little to say":
      return `Too little to say${detectableWords(detectableChange)}.`;
    case null:
      return readsAsNone(difference)
        ? "The candidate scores the same, on other items."
        : `The candidate scores ${differenceWords(difference)}, on other items.`;
  }
}

/** `0.042 higher`, `less than 0.001 lower`: a mean score is no difference, and a difference is no score. */
function differenceWords(difference: number): string {
  const size = formatScore(Math.abs(difference)).replace("<", "less than ").replace(">", "more than ");
  return `${size} ${difference < 0 ? "lower" : "higher"}`;
}

function readsAsNone(difference: number): boolean {
  return formatScoreChange(difference) === formatScoreChange(0);
}

function noDifferenceWords(difference: number, interval: Change["interval"]): string {
  const words = `a difference of ${formatScoreChange(difference)}`;
  return interval === null ? words : `${words}, ${intervalWords(interval)}`;
}

function detectableWords(change: number | null): string {
  if (change === null) return " anything";
  if (change >= 1) return ": no change would most likely have shown";
  return `: only a true change of ${formatScore(change)} or more would most likely have shown`;
}

/** What the p-value comes from: `412 of 430 items shared`, or where none is `Welch's t, 1,030 and 1 items`. */
export function testWords({ change, pairing, baseline, candidate }: Comparison): string {
  if (pairing === "paired") return "however often one looks";
  const n = `${formatCount(baseline.scoredItems)} and ${formatCount(candidate.scoredItems)} items`;
  return change.oneLook === null ? `no test, ${n}` : `Welch's t, ${n}, looking once`;
}

const dimensionWords = { model: "model", promptVersion: "prompt version" } as const;

/** What the items of a pair share beside their key: `within the same model`; null where that is nothing. */
export function withinWords(matchedBy: Comparison["matchedBy"]): string | null {
  const within = matchedBy.map((dimension) => dimensionWords[dimension]).join(" and ");
  return within === "" ? null : `within the same ${within}`;
}

/** How items were paired: `Paired: 412 shared items, like against like within the same model.` */
export function pairingWords({ matchedBy, change: { sharedItems } }: Comparison): string {
  const within = withinWords(matchedBy);
  const like = within === null ? "each against itself" : `like against like ${within}`;
  return `Paired: ${formatCounted(sharedItems, "shared item")}, ${like}.`;
}

/** The items that no pair could be made of; null where there are none. */
export function unpairedItemsWords({
  change: { baselineOnlyItems, candidateOnlyItems },
}: Comparison): string | null {
  const parts = [
    ...(baselineOnlyItems === 0 ? [] : [`${formatCounted(baselineOnlyItems, "item")} in the baseline`]),
    ...(candidateOnlyItems === 0 ? [] : [`${formatCounted(candidateOnlyItems, "item")} in the candidate`]),
  ];
  return parts.length === 0 ? null : `Left out, scored on one side alone: ${parts.join(", ")}.`;
}

/**
 * How the sides' own mean scores differ from those that the difference is of; null where they are the same: without a
 * shared item, or where all items are shared and none had to be matched.
 */
export function ownMeansWords(comparison: Comparison): string | null {
  const { pairing, matchedBy, score } = comparison;
  const { sharedItems, baselineOnlyItems, candidateOnlyItems } = comparison.change;
  const areShared = matchedBy.length === 0 && baselineOnlyItems + candidateOnlyItems === 0;
  if (pairing === "unpaired" || areShared) return null;
  const dimensions = matchedBy.map((dimension) => dimensionWords[dimension]);
  const like = dimensions.length === 0 ? "" : ` within the same ${dimensions.join(", ")} and dataset`;
  const mixed = [
    ...dimensions.map((dimension) => `${dimension}s`),
    ...(baselineOnlyItems + candidateOnlyItems === 0 ? [] : ["items"]),
  ].join(" and ");
  const means = [score.baseline, score.candidate].map((mean) => formatOrUnknown(mean, formatScore));
  return `Each side over all of its own runs, whose mix of ${mixed} may differ: these figures can point another way than the verdict. That is of the ${formatCounted(sharedItems, "shared item")}${like}, where the average scores are ${means.join(" and ")}.`;
}

/** Why an item that was lost may have a higher score. */
export function passesAndScoresWords({ matchedBy }: Pick<Comparison, "matchedBy">): string {
  const within = withinWords(matchedBy);
  const like = within === null ? "" : `, ${within}`;
  return `Lost and gained: whether at least half of a side's answers to the item passed. Change: of their average score${like}. An item may be lost while its score rises.`;
}

/**
 * That the two sides did not ask the same: which items are not in both, and which were asked otherwise; null where both
 * asked the same, or where nobody can tell, for a side has runs of several sets of items.
 */
export function itemSetWords(comparison: Comparison): string | null {
  const { baseline, candidate, pairing, changedItems, change } = comparison;
  if (pairing === "unpaired") return null;
  const [before, after] = [baseline.common.itemsHash, candidate.common.itemsHash];
  const differ = before !== null && after !== null && before !== after;
  if (!differ && changedItems === 0) return null;
  const onlyItems = change.baselineOnlyItems + change.candidateOnlyItems;
  const parts = [
    ...(differ && onlyItems > 0
      ? [`${formatCounted(onlyItems, "item")} ${onlyItems === 1 ? "is" : "are"} not in both`]
      : []),
    ...(changedItems > 0
      ? [
          `${formatCounted(changedItems, "shared item")} ${changedItems === 1 ? "has" : "have"} another input or expected answer`,
        ]
      : []),
  ];
  const told = parts.length === 0 ? "" : `: ${parts.join("; ")}`;
  return `The sides did not ask the same set of items${told}. The verdict is of the shared ones.`;
}
