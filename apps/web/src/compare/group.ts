import type { ItemChange, RunGroup } from "@evalboard/contract";
import {
  compareSearch,
  type CompareSearch,
  criteria,
  type Criterion,
  groupOf,
  openItemSearch,
  readOpenItem,
} from "./compare-search.ts";

/** The group narrowed by one criterion more, or by another value of one that it has. A single run stands alone. */
export function withCriterion(group: RunGroup | null, criterion: Criterion, value: string): RunGroup {
  if (criterion === "runId") return { runId: value };
  const { runId: _run, promptId, promptVersionId, ...rest } = group ?? {};
  // A version is of one prompt: the one says the other.
  const prompt =
    criterion === "promptId" || criterion === "promptVersionId" ? {} : { promptId, promptVersionId };
  return { ...rest, ...prompt, [criterion]: value };
}

/** Whether both say the same of their runs. */
export function isSameGroup(one: RunGroup, other: RunGroup): boolean {
  return criteria.every((criterion) => one[criterion] === other[criterion]);
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
