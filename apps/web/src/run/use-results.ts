import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "../trpc.ts";
import { nextPosition } from "./next-position.ts";

/**
 * A run's results in pages. `stored` is how many the server has by now.
 * A result never changes once it is stored and new ones come after it, so that only what
 * follows the last one read is ever asked for; a new visit starts with an empty cache.
 */
export function useResults(runId: string, stored: number) {
  const { client } = trpc.useUtils();
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.results, { runId }, "infinite"),
    queryFn: ({ pageParam, signal }) =>
      client.runs.results.query({ runId, cursor: String(pageParam) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (_last, pages) => nextPosition(pages, stored),
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
