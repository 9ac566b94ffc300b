import type { Outcome, ResultSort, SortOrder } from "@evalboard/contract";
import { outcomes as resultOutcomes, resultSorts, sortOrders } from "@evalboard/contract/words";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { readOption, readPosition, readText } from "./params.ts";

const route = getRouteApi("/records/runs/$runId");

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
type ChangeRunSearch = (change: RunSearch, replace?: boolean) => void;

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

export { resultOutcomes, resultSorts };

/** What a run page's address says: `/runs/<id>?outcome=failed&sort=latencyMs&result=12`. All of it may be absent. */
export type RunSearch = {
  readonly outcome?: Outcome | undefined;
  readonly text?: string | undefined;
  readonly sort?: ResultSort | undefined;
  readonly order?: SortOrder | undefined;
  /** The position of the result that is open. */
  readonly result?: number | undefined;
};

/** Reads the address. What makes no sense in it is left out. */
export function parseRunSearch(search: Readonly<Record<string, unknown>>): RunSearch {
  return {
    outcome: readOption(search["outcome"], resultOutcomes),
    text: readText(search["text"]),
    sort: readOption(search["sort"], resultSorts),
    order: readOption(search["order"], sortOrders),
    result: readPosition(search["result"]),
  };
}
