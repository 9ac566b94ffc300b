import type { RunDetail } from "@evalboard/contract";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../trpc.ts";
import { nextCursor } from "./next-cursor.ts";
import type { RunSearch } from "./run-search.ts";

const PAGE = 200;
const FIRST: string | null = null;

/**
 * The run's results that the address asks for, in pages. A result never changes once it is stored, so that no page
 * is asked for twice; a new visit starts with an empty cache.
 */
export function useResults(run: RunDetail, { outcome, text, sort, order }: RunSearch) {
  const { client } = trpc.useUtils();
  const query = { runId: run.id, outcome, text, sort, order, limit: PAGE };
  const isByArrival = (sort ?? "position") === "position" && order !== "desc";
  const stored = run.results;
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.results, query, "infinite"),
    queryFn: async ({ pageParam: cursor, signal }) => {
      const page = await client.runs.results.query({ ...query, cursor }, { signal });
      return { ...page, cursor, stored };
    },
    initialPageParam: FIRST,
    getNextPageParam: (page) => nextCursor(page, isByArrival, stored),
    placeholderData: keepPreviousData,
    // Comparing a hundred thousand results with themselves on each page takes longer than a frame.
    structuralSharing: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
