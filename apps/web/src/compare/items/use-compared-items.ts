import type { CompareRuns, ItemChange } from "@evalboard/runs/contract";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../../trpc.ts";

const PAGE = 100;
const FIRST: string | null = null;

/** The shared items of two groups that changed in a way, in pages, the largest change first. */
export function useComparedItems(groups: CompareRuns, change: ItemChange) {
  const { client } = trpc.useUtils();
  const query = { ...groups, change, limit: PAGE };
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.comparedItems, query, "infinite"),
    queryFn: ({ pageParam: cursor, signal }) =>
      client.runs.comparedItems.query({ ...query, cursor }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // Each page is a comparison of its own: those that were scrolled to are not all asked for again on each look.
    refetchOnWindowFocus: false,
    structuralSharing: false,
  });
}
