import type { ListRuns } from "@evalboard/contract";
import { getRouteApi } from "@tanstack/react-router";
import type { RunsSearch } from "../address/runs.ts";
import { tagsOf } from "../address/tags.ts";
import { type SearchChange, useChange } from "../kit/use-change.ts";

const route = getRouteApi("/records/runs");

/** What the run list's address says, and a way to change it. */
export function useRunsSearch(): readonly [RunsSearch, SearchChange<RunsSearch>] {
  return [route.useSearch(), useChange(route.useNavigate())];
}

/** The question to the server that an address stands for. Days start and end where the viewer is. */
export function runsQueryOf(asked: RunsSearch): ListRuns {
  const { from, to, text, tag, baseline: _baseline, period: _period, ...search } = asked;
  return {
    ...search,
    tags: tagsOf(tag),
    text: text?.trim(),
    startedFrom: from === undefined ? undefined : midnight(from, 0),
    startedTo: to === undefined ? undefined : midnight(to, 1),
  };
}

/** The start of a day, or of one some days after it, as an instant. */
function midnight(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
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
