import type { ListRuns, RunFilter, RunSort, RunStatus, SortOrder } from "@evalboard/contract";
import { runSorts, sortOrders } from "@evalboard/contract/words";
import { getRouteApi } from "@tanstack/react-router";
import { readDay, readFraction, readId, readInstant, readOption, readText } from "./params.ts";

/** The question to the server that an address stands for. Days begin and end where the viewer is. */
export function runsQueryOf({ from, to, text, baseline: _baseline, ...search }: RunsSearch): ListRuns {
  return {
    ...search,
    text: text?.trim(),
    startedFrom: from === undefined ? undefined : midnight(from, 0),
    startedTo: to === undefined ? undefined : midnight(to, 1),
  };
}

/** The begin of a day, or of one some days after it, as an instant. */
function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}

const route = getRouteApi("/records/runs");

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
export type ChangeSearch = (change: RunsSearch, replace?: boolean) => void;

/** What the run list's address says, and a way to change it. */
export function useRunsSearch(): readonly [RunsSearch, ChangeSearch] {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change: ChangeSearch = (part, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false });
  return [search, change];
}

/** In the order of the page; the contract has them too, and a test compares the two. */
export const runStatuses: readonly RunStatus[] = ["completed", "running", "failed"];
export { runSorts, sortOrders };

/** What the run list's address says: `/runs?text=gpt&minScore=0.5&from=2026-11-01`. All of it may be absent. */
export type RunsSearch = Omit<RunFilter, "startedFrom" | "startedTo"> & {
  /** First and last day that a run was started on, of the viewer's own calendar. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: RunSort | undefined;
  readonly order?: SortOrder | undefined;
  /** The run that waits for another one to be compared with. */
  readonly baseline?: string | undefined;
};

/** Reads the address. What makes no sense in it is left out. */
export function parseRunsSearch(search: Readonly<Record<string, unknown>>): RunsSearch {
  return {
    text: readText(search["text"]),
    status: readOption(search["status"], runStatuses),
    modelId: readId(search["modelId"]),
    datasetId: readId(search["datasetId"]),
    promptId: readId(search["promptId"]),
    promptVersionId: readId(search["promptVersionId"]),
    minScore: readFraction(search["minScore"]),
    maxScore: readFraction(search["maxScore"]),
    from: readDay(search["from"]),
    to: readDay(search["to"]),
    completedFrom: readInstant(search["completedFrom"]),
    completedTo: readInstant(search["completedTo"]),
    label: readText(search["label"]),
    sort: readOption(search["sort"], runSorts),
    order: readOption(search["order"], sortOrders),
    baseline: readId(search["baseline"]),
  };
}

/** The address without its filters: how the list is sorted stays, and what waits to be compared. */
export function withoutFilters({ sort, order, baseline }: RunsSearch): RunsSearch {
  return { sort, order, baseline };
}

/** Whether the address leaves any run out. */
export function hasFilters(search: RunsSearch): boolean {
  const { sort: _sort, order: _order, baseline: _baseline, ...filters } = search;
  return Object.values(filters).some((value) => value !== undefined);
}
