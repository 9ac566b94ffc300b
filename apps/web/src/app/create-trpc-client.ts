import { batchLink } from "@evalboard/client";
import { trpc } from "../trpc.ts";

/** The connection to the server at `url`. */
export function createTrpcClient(url: string) {
  return trpc.createClient({ links: [batchLink(url)] });
}
