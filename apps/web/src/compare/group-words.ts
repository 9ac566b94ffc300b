import type { GroupsComparison } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";

const list = new Intl.ListFormat("en", { type: "conjunction" });

interface Told {
  readonly comparison: Pick<GroupsComparison, "groups" | "itemsOfAll" | "itemsOfSome">;
  readonly names: readonly string[];
}

/** Which group is best, or which cannot be told apart at the top. */
export function leaderWords({ comparison, names }: Told): string {
  const ranked = comparison.groups.flatMap((group, index) =>
    group.rankRange === null ? [] : [{ ...group, rankRange: group.rankRange, name: names[index] ?? "" }],
  );
  const top = ranked.filter(({ rankRange }) => rankRange.best === 1);
  const [first] = top;
  if (first === undefined) return "They share no items: there is nothing to compare them by.";
  if (top.length === 1 && first.rankRange.worst === 1) {
    const score = first.adjustedScore === null ? "" : `, ${formatScore(first.adjustedScore)}`;
    return `${first.name} is best${score}, beyond chance.`;
  }
  const tied = list.format(top.map(({ name }) => name));
  return top.length === ranked.length && ranked.length === comparison.groups.length
    ? `They cannot be told apart: ${tied}.`
    : `${tied} cannot be told apart at the top.`;
}

/** What the comparison rests on. */
export function basisWords({ itemsOfAll, itemsOfSome }: Told["comparison"]): string {
  const all = formatCounted(itemsOfAll, "item");
  return itemsOfAll === itemsOfSome
    ? `${all} that all groups scored`
    : `${all} that all groups scored, ${formatCounted(itemsOfSome, "item")} that some did`;
}
