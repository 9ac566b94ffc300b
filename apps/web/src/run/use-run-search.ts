import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RunSearch } from "./run-search.ts";

const route = getRouteApi("/records/runs/$runId");

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
export type ChangeRunSearch = (change: RunSearch, replace?: boolean) => void;

/** What the run page's address says, and a way to change it. */
export function useRunSearch(): readonly [RunSearch, ChangeRunSearch] {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback<ChangeRunSearch>(
    (part, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  );
  return [search, change];
}
