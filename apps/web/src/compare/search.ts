import type { ItemChange, RunGroup } from "@evalboard/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useChange, type SearchChange } from "../kit/use-change.ts";
import { tagsOf, tagTexts, withTag } from "../address/tags.ts";
import {
  compareSearch,
  type CompareSearch,
  openItemSearch,
  readOpenItem,
  type Side,
} from "../address/compare.ts";
import { criteria, type Criterion } from "../address/criteria.ts";

const route = getRouteApi("/records/compare");

/** What the comparison's address says, and a way to change it. */
export function useCompareSearch(): readonly [CompareSearch, SearchChange<CompareSearch>] {
  return [route.useSearch(), useChange(route.useNavigate())];
}

/** The group that the address gives a side; null where it is still to be chosen. */
export function groupOf(search: CompareSearch, side: Side): RunGroup | null {
  const { completedFrom, completedTo, ...common } = readGroup(search, side);
  const isChosen = Object.values(common).some((value) => value !== undefined);
  return isChosen ? { ...common, completedFrom, completedTo } : null;
}

function readGroup(search: CompareSearch, side: Side): RunGroup {
  return {
    ...Object.fromEntries(criteria.map((criterion) => [criterion, search[`${side}.${criterion}` as const]])),
    tags: tagsOf(search[`${side}.tag` as const]),
  };
}

/** What a group can be narrowed to: a criterion, or a tag as `name=value`. */
export type Narrowing = Criterion | "tag";

/** The group narrowed by one criterion or tag more, or by another value of one that it has. A single run stands alone. */
export function withCriterion(group: RunGroup | null, criterion: Narrowing, value: string): RunGroup {
  if (criterion === "runId") return { runId: value };
  const { runId: _run, promptId, promptVersionId, ...rest } = group ?? {};
  if (criterion === "tag") {
    return { ...rest, promptId, promptVersionId, tags: tagsOf(withTag(tagTexts(rest.tags), value)) };
  }
  // A version is of one prompt: the one says the other.
  const prompt =
    criterion === "promptId" || criterion === "promptVersionId" ? {} : { promptId, promptVersionId };
  return { ...rest, ...prompt, [criterion]: value };
}

/** Whether both say the same of their runs. */
export function isSameGroup(one: RunGroup, other: RunGroup): boolean {
  // A tag holds no line break.
  const tagsIn = ({ tags }: RunGroup): string => (tagTexts(tags) ?? []).toSorted().join("\n");
  return tagsIn(one) === tagsIn(other) && criteria.every((criterion) => one[criterion] === other[criterion]);
}

const opposites: Readonly<Record<ItemChange, ItemChange>> = {
  gained: "lost",
  lost: "gained",
  rose: "fell",
  fell: "rose",
  flipped: "flipped",
  changed: "changed",
  all: "all",
};

/** The same comparison seen from the other side: what was gained is lost. */
export function swapSides(search: CompareSearch): CompareSearch {
  const open = readOpenItem(search);
  return {
    ...compareSearch(groupOf(search, "candidate"), groupOf(search, "baseline")),
    change: search.change && opposites[search.change],
    ...openItemSearch(open && { baseline: open.candidate, candidate: open.baseline }),
  };
}

/** How a side is called and marked, everywhere on the page. */
export const sideWords: Readonly<Record<Side, { readonly title: string; readonly mark: string }>> = {
  baseline: { title: "Baseline", mark: "border-2 border-muted" },
  candidate: { title: "Candidate", mark: "bg-accent" },
};
