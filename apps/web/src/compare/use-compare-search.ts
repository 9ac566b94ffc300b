import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import type { CompareSearch } from "./compare-search.ts";

const route = getRouteApi("/records/compare");

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
export type ChangeCompareSearch = (change: CompareSearch, replace?: boolean) => void;

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
