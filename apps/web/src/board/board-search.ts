import { parsePeriodSearch, type PeriodSearch } from "../report/periods.ts";

/** What the board's address says: `/?period=30d`. */
export type BoardSearch = PeriodSearch;

/** Reads the address. */
export function parseBoardSearch(search: { readonly period?: unknown }): BoardSearch {
  return parsePeriodSearch(search);
}
