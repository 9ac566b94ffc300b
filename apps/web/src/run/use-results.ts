import type { ListResults, ResultPage, RunDetail } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { getRouteApi } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import type { RunSearch } from "../address/run.ts";
import { usePages } from "../kit/pages.tsx";
import { type SearchChange, useChange } from "../kit/use-change.ts";

const route = getRouteApi("/records/runs/$runId");

/** What the run page's address says, and a way to change it. */
export function useRunSearch(): readonly [RunSearch, SearchChange<RunSearch>] {
  return [route.useSearch(), useChange(route.useNavigate())];
}

const PAGE = 200;

/**
 * The run's results that the address asks for, in pages. A result never changes once it is scored, so that no page
 * is asked for twice until scores have come in late; a new visit starts with an empty cache.
 */
export function useResults(run: RunDetail, search: RunSearch) {
  const { client } = trpc.useUtils();
  const { sort, order } = search;
  const query = { runId: run.id, ...resultsQueryOf(search), limit: PAGE };
  const isByArrival = (sort ?? "position") === "position" && order !== "desc";
  const stored = run.results;
  return usePages({
    key: [...getQueryKey(trpc.runs.results, query, "infinite"), run.unscoredItems ?? 0],
    read: async (cursor, signal) => {
      const page = await client.runs.results.query({ ...query, cursor }, { signal });
      return { ...page, cursor, stored };
    },
    next: (page) => nextCursor(page, isByArrival, stored),
    isLasting: true,
    gcTime: 0,
  });
}

/** The question to the server that an address stands for. */
export function resultsQueryOf(search: RunSearch): Omit<ListResults, "runId"> {
  const { outcome, passed, text, metric: name, min, max, word, sort, order } = search;
  const metric = name === undefined ? undefined : { name, min, max, word };
  return { outcome, passed, text, metric, sort, order };
}

/** A page, what it was asked with, and how many results the run was known to have then. */
export type AskedPage = ResultPage & { readonly cursor: string | null; readonly stored: number };

/**
 * Where to read on, or undefined at the end. In order of arrival a run that is going on has no end: once it has
 * more results than when the last page was asked for, they are looked for behind that page.
 */
export function nextCursor(page: AskedPage, isByArrival: boolean, stored: number): string | undefined {
  if (page.nextCursor !== null) return page.nextCursor;
  if (!isByArrival || stored <= page.stored) return undefined;
  const last = page.results.at(-1);
  return last === undefined ? (page.cursor ?? "0") : String(last.position);
}
