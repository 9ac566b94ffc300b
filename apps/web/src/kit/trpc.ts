import type { AppRouter } from "@evalboard/client";
import { batchLink } from "@evalboard/client/link";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCReact } from "@trpc/react-query";
import { httpStatusOf } from "./errors.ts";

/** The cache of the server's replies. Nothing counts as fresh unless its query says for how long. */
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

/** The server's procedures as typed react-query hooks. */
export const trpc = createTRPCReact<AppRouter>();

/** The connection to the server at `url`. */
export function createTrpcClient(url: string) {
  return trpc.createClient({ links: [batchLink(url)] });
}
