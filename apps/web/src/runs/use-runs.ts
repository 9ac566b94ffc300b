import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../trpc.ts";

const PAGE = 50;
const FIRST: string | null = null;

/**
 * The run list in pages. Never taken for fresh: asked for again on each visit and look.
 * Not tRPC's own infinite query: that one sends a `direction`, which the strict contract refuses.
 */
export function useRuns() {
  const { client } = trpc.useUtils();
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.list, { limit: PAGE }, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      client.runs.list.query({ limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
