import type { AppRouter } from "@evalboard/api/router";
import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { batchLink } from "./batch-link.ts";

/** Every procedure of the server, typed. Calls throw `TRPCClientError` with the server's words. */
export type Client = TRPCClient<AppRouter>;

export interface ClientOptions {
  /** The server's address, such as `http://127.0.0.1:4400`. */
  readonly url: string;
}

/** A client of one EvalBoard server. */
export function createClient({ url }: ClientOptions): Client {
  return createTRPCClient<AppRouter>({ links: [batchLink(url)] });
}
