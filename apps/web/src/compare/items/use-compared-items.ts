import type { CompareRuns, Comparison, ItemChange } from "@evalboard/contract";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../../trpc.ts";

const PAGE = 100;
const FIRST: string | null = null;

/**
 * The shared items of two groups that changed in a way, in pages, the largest change first. They are asked for anew
 * once the comparison that they belong to has changed; each page costs a comparison, so not on every look.
 */
export function useComparedItems(groups: CompareRuns, change: ItemChange, comparison: Comparison) {
  const { client } = trpc.useUtils();
  const query = { ...groups, change, limit: PAGE };
  return useInfiniteQuery({
    queryKey: [...getQueryKey(trpc.runs.comparedItems, query, "infinite"), comparison],
    queryFn: ({ pageParam: cursor, signal }) =>
      client.runs.comparedItems.query({ ...query, cursor }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
  });
}
