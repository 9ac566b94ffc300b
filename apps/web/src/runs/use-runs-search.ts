import { getRouteApi } from "@tanstack/react-router";
import type { RunsSearch } from "./runs-search.ts";

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
