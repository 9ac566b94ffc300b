import { useCallback } from "react";

/** Changes some of what the address says. `replace` keeps the step out of the browser's history. */
export type SearchChange<Search> = (change: Search, replace?: boolean) => void;

/** As much of the router's own `navigate` as a change of the search needs. */
type Navigate<Search> = (to: {
  readonly search: (before: Search) => Search;
  readonly replace: boolean;
  readonly resetScroll: false;
}) => Promise<void>;

/** A way to change what the address says of the page that one is on. The same function until the page is another. */
export function useChange<Search extends object>(navigate: Navigate<Search>): SearchChange<Search> {
  return useCallback(
    (part, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  );
}
