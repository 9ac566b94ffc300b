import { parsePeriodSearch, type PeriodSearch } from "../report/periods.ts";

/** A view of the board beside the first one. */
export type BoardTab = "matrix";

/** What the board's address says: `/?period=30d`, `/?tab=matrix&period=30d`. */
export type BoardSearch = PeriodSearch & { readonly tab?: BoardTab | undefined };

/** Reads the address. Anything but a tab shows the first view. */
export function parseBoardSearch(search: { readonly period?: unknown; readonly tab?: unknown }): BoardSearch {
  return { ...parsePeriodSearch(search), tab: search.tab === "matrix" ? "matrix" : undefined };
}
