import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../trpc.ts";
import { runsQueryOf } from "./runs-query.ts";
import type { RunsSearch } from "./runs-search.ts";

const FIRST: string | null = null;

/**
 * The runs that the address asks for, in pages. Never taken for fresh: asked for again on each visit and look.
 * While other runs are on the way, the last ones stay.
 */
export function useRuns(search: RunsSearch) {
  const { client } = trpc.useUtils();
  const query = runsQueryOf(search);
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.list, query, "infinite"),
    queryFn: ({ pageParam, signal }) => client.runs.list.query({ ...query, cursor: pageParam }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}
