import type { AppRouter } from "@evalboard/router";
import { createTRPCClient, httpBatchLink, type TRPCClient, type TRPCLink } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

/** Every procedure of the server, typed. Calls throw `TRPCClientError` with the server's words. */
export type Client = TRPCClient<AppRouter>;

interface ClientOptions {
  /** The server's address, such as `http://127.0.0.1:4400`. */
  readonly url: string;
}

/** A client of one EvalBoard server. */
export function createClient({ url }: ClientOptions): Client {
  return createTRPCClient<AppRouter>({ links: [batchLink(url)] });
}

/** Sends the calls of one tick as one request, within the server's limits. `url` is the server's address. */
export function batchLink(url: string): TRPCLink<AppRouter> {
  return httpBatchLink({ url: new URL("/trpc", url).href, maxItems: 20, maxURLLength: 2083 });
}

type AllInputs = inferRouterInputs<AppRouter>;
type AllOutputs = inferRouterOutputs<AppRouter>;
type Inputs = AllInputs["runs"]["record"];
type Outputs = AllOutputs["runs"]["record"];

export type StartRun = Inputs["start"];
export type NewResult = Inputs["addResults"]["results"][number];

export type RecordedContent = NonNullable<Inputs["complete"]["content"]>;
export type ComparedRecord = Outputs["compare"];

/** How a run ended. `at` is ISO 8601 with a zone; by default now. */
export type RunEnd =
  | { readonly status: "completed"; readonly at?: string | undefined }
  | { readonly status: "failed"; readonly at?: string | undefined; readonly error: string };

interface Mutation<Step extends keyof Inputs> {
  mutate(input: Inputs[Step], options: { readonly signal: AbortSignal }): Promise<Outputs[Step]>;
}

/** What recording needs of a client: `createClient` gives it. */
export interface RecordingClient {
  readonly runs: {
    readonly record: {
      readonly [Step in "start" | "addResults" | "complete" | "fail" | "compare"]: Mutation<Step>;
    };
  };
  /** Without it guessed names of datasets are taken as they are. */
  readonly items?: {
    readonly known: {
      mutate(
        input: AllInputs["items"]["known"],
        options: { readonly signal: AbortSignal },
      ): Promise<AllOutputs["items"]["known"]>;
    };
  };
}
