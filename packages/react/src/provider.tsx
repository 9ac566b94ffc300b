import type { AppRouter } from "@evalboard/client";
import { batchLink } from "@evalboard/client/link";
import type { QueryClient } from "@tanstack/react-query";
import { type CreateTRPCReact, createTRPCReact } from "@trpc/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { createQueryClient } from "./query-client.ts";

/** Of its own: the page that EvalBoard is embedded in may use tRPC for a server of its own. */
const Connection = createContext(null);

/**
 * Every procedure of the server as a react-query hook, such as `trpc.runs.list.useQuery({ limit: 10 })`. The board's figures
 * are better asked for by their own hooks, which keep an answer as long as it is fresh.
 */
export const trpc: CreateTRPCReact<AppRouter, unknown> = createTRPCReact({ context: Connection });

interface EvalBoardProviderProps {
  /** The server's address, such as `http://127.0.0.1:4400`. Its own replies must be allowed to this page's origin. */
  readonly url: string;
  /** What the server knows the page by, where it wants a key; everybody who sees the page can read it. */
  readonly apiKey?: string | undefined;
  /**
   * Where answers are kept; by default a cache of EvalBoard's own. One cache is for one server, and for no other that is asked by
   * tRPC: it knows a question by its name alone.
   */
  readonly queryClient?: QueryClient | undefined;
  readonly children: ReactNode;
}

/** Connects what is inside with an EvalBoard server. Throws where `url` is none. */
export function EvalBoardProvider(props: EvalBoardProviderProps): ReactNode {
  const { url, apiKey, queryClient: given, children } = props;
  // Another server, or another reader, has other answers to the same questions.
  const { client, own } = useMemo(
    () => ({
      client: trpc.createClient({
        links: [batchLink(url, { key: apiKey })],
      }),
      own: createQueryClient(),
    }),
    [url, apiKey],
  );
  const queryClient = given ?? own;
  // As react-query's own provider does, which would hide the page's own cache from what is inside.
  useEffect(() => {
    queryClient.mount();
    return () => queryClient.unmount();
  }, [queryClient]);
  return (
    <trpc.Provider client={client} queryClient={queryClient}>
      {children}
    </trpc.Provider>
  );
}

/** Throws outside of an `EvalBoardProvider`. */
export function useConnection(): void {
  if (useContext(Connection) === null) {
    throw new Error("There is no <EvalBoardProvider url=…> around what asks for figures");
  }
}
