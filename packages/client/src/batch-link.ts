import type { AppRouter } from "@evalboard/api/router";
import { httpBatchLink, type TRPCLink } from "@trpc/client";

/** Sends the calls of one tick as one request, within the server's limits. `url` is the server's address. */
export function batchLink(url: string): TRPCLink<AppRouter> {
  return httpBatchLink({ url: new URL("/trpc", url).href, maxItems: 20, maxURLLength: 2083 });
}
