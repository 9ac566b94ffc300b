import { httpBatchLink, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "./app-router.ts";

/** Calls of one request, and characters of its address, that every server takes. */
export const MAX_ITEMS = 20;
export const MAX_URL_LENGTH = 2083;

/** Sends the calls of one tick as one request, within the server's limits. `url` is the server's address. */
export function batchLink(url: string, headers: Record<string, string> = {}): TRPCLink<AppRouter> {
  return httpBatchLink({
    url: new URL("/trpc", url).href,
    maxItems: MAX_ITEMS,
    maxURLLength: MAX_URL_LENGTH,
    headers,
  });
}
