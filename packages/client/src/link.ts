import { httpBatchLink, type HTTPBatchLinkOptions, type TRPCLink } from "@trpc/client";
import type { AppRouter } from "./app-router.ts";

type Fetch = HTTPBatchLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"];

export interface LinkOptions {
  /** Sent as `Authorization: Bearer`. */
  readonly key?: string | undefined;
  /** In the place of the platform's own. */
  readonly fetch?: Fetch;
}

/** Sends the calls of one tick as one request, within the server's limits. `url` is the server's address. */
export function batchLink(url: string, { key, fetch }: LinkOptions = {}): TRPCLink<AppRouter> {
  return httpBatchLink({
    url: new URL("/trpc", url).href,
    maxItems: 20,
    maxURLLength: 2083,
    ...(key !== undefined && { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch && { fetch }),
  });
}
