import type { AppRouter } from "@evalboard/client";
import { QueryClient } from "@tanstack/react-query";
import { isTRPCClientError } from "@trpc/client";

/** A cache of the server's replies. Nothing counts as fresh unless its query says for how long. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 0,
        // The board is often on this very machine: being offline does not keep it from answering.
        networkMode: "always",
        retry: (failures, error) => failures < 1 && isWorthRetrying(error),
        retryDelay: 1_000,
      },
    },
  });
}

/** A 4xx says that the same question gets the same answer. */
function isWorthRetrying(error: Error): boolean {
  const status = httpStatusOf(error);
  return status === null || status >= 500;
}

/** The HTTP status that the server gave an error, or null where it did not answer at all. */
export function httpStatusOf(error: unknown): number | null {
  return isTRPCClientError<AppRouter>(error) ? (error.data?.httpStatus ?? null) : null;
}
