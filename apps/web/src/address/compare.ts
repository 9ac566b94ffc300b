import type { ItemChange, RunGroup } from "@evalboard/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { readId, readInstant, readOption, readPosition, readText } from "./params.ts";

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

/** How a side is called and marked, everywhere on the page. */
export const sideWords: Readonly<Record<Side, { readonly title: string; readonly mark: string }>> = {
  baseline: { title: "Baseline", mark: "border-2 border-muted" },
  candidate: { title: "Candidate", mark: "bg-accent" },
};

const route = getRouteApi("/records/compare");

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
type ChangeCompareSearch = (change: CompareSearch, replace?: boolean) => void;

/** What the comparison's address says, and a way to change it. */
export function useCompareSearch(): readonly [CompareSearch, ChangeCompareSearch] {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback<ChangeCompareSearch>(
    (part, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  );
  return [search, change];
}

/** Typed by the contract, whose zod stays out of the browser; a test compares them with it. */
export const itemChanges: readonly ItemChange[] = [
  "flipped",
  "lost",
  "gained",
  "fell",
  "rose",
  "changed",
  "all",
];

export const sides = ["baseline", "candidate"] as const;
/** The two groups of a comparison: what was, and what is held against it. */
export type Side = (typeof sides)[number];

/** One thing that the runs of a group have in common. */
export type Criterion = keyof RunGroup;

const readers = {
  runId: readId,
  modelId: readId,
  datasetId: readId,
  promptId: readId,
  promptVersionId: readId,
  label: readText,
  completedFrom: readInstant,
  completedTo: readInstant,
} as const satisfies Record<Criterion, (param: unknown) => string | undefined>;

/** In the order in which they are shown. */
export const criteria = [
  "runId",
  "promptVersionId",
  "promptId",
  "modelId",
  "datasetId",
  "label",
  "completedFrom",
  "completedTo",
] as const satisfies readonly Criterion[];

type GroupsSearch = { readonly [Key in `${Side}.${Criterion}`]?: string | undefined };

/** What the comparison's address says: `/compare?baseline.promptVersionId=…&candidate.promptVersionId=…&change=lost`. */
export type CompareSearch = GroupsSearch & {
  readonly change?: ItemChange | undefined;
  /** The two results of the item that is open, `<run's id>.<position>`. */
  readonly "baseline.result"?: string | undefined;
  readonly "candidate.result"?: string | undefined;
};

/** Reads the address. What makes no sense in it is left out. */
export function parseCompareSearch(search: Readonly<Record<string, unknown>>): CompareSearch {
  const groups = sides.flatMap((side) =>
    criteria.map((criterion) => {
      const key = `${side}.${criterion}` as const;
      return [key, readers[criterion](search[key])] as const;
    }),
  );
  return {
    ...Object.fromEntries(groups),
    change: readOption(search["change"], itemChanges),
    ...openItemSearch(readOpenItem(search)),
  };
}

/** The address of a comparison. A side that is null is still to be chosen. */
export function compareSearch(baseline: RunGroup | null, candidate: RunGroup | null): CompareSearch {
  return { ...groupSearch("baseline", baseline), ...groupSearch("candidate", candidate) };
}

/** The group that the address gives a side; null where it is still to be chosen. */
export function groupOf(search: CompareSearch, side: Side): RunGroup | null {
  const { completedFrom, completedTo, ...common } = readGroup(search, side);
  const isChosen = Object.values(common).some((value) => value !== undefined);
  return isChosen ? { ...common, completedFrom, completedTo } : null;
}

/** The two results of one item, side by side. */
export type OpenItem = Readonly<Record<Side, ResultAddress>>;

/** The item that the address opens, or null. */
export function readOpenItem(search: Readonly<Record<string, unknown>>): OpenItem | null {
  const baseline = readResultAddress(search["baseline.result"]);
  const candidate = readResultAddress(search["candidate.result"]);
  return baseline === null || candidate === null ? null : { baseline, candidate };
}

/** What the address says of the item that is open; null closes it. */
export function openItemSearch(
  item: OpenItem | null,
): Pick<CompareSearch, "baseline.result" | "candidate.result"> {
  return {
    "baseline.result": item === null ? undefined : writeResultAddress(item.baseline),
    "candidate.result": item === null ? undefined : writeResultAddress(item.candidate),
  };
}

function readGroup(search: CompareSearch, side: Side): RunGroup {
  return Object.fromEntries(
    criteria.map((criterion) => [criterion, search[`${side}.${criterion}` as const]]),
  );
}

/** What the address says of one side; null empties it. */
export function groupSearch(side: Side, group: RunGroup | null): GroupsSearch {
  return Object.fromEntries(criteria.map((criterion) => [`${side}.${criterion}`, group?.[criterion]]));
}

/** Where a result is: its run and its position there. */
export type ResultAddress = { readonly runId: string; readonly position: number };

/** `<run's id>.<position>`, or null for anything else. */
function readResultAddress(param: unknown): ResultAddress | null {
  if (typeof param !== "string") return null;
  const [id, number] = param.split(".");
  const runId = readId(id);
  const position = readPosition(Number(number));
  return runId === undefined || position === undefined ? null : { runId, position };
}

/** As `readResultAddress` reads it. */
function writeResultAddress({ runId, position }: ResultAddress): string {
  return `${runId}.${position}`;
}
