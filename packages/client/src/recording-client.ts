import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./app-router.ts";

type AllInputs = inferRouterInputs<AppRouter>;
type AllOutputs = inferRouterOutputs<AppRouter>;
type Inputs = AllInputs["runs"]["record"];
type Outputs = AllOutputs["runs"]["record"];

interface CallOptions {
  readonly signal: AbortSignal;
}

interface Mutation<Step extends keyof Inputs> {
  mutate(input: Inputs[Step], options: CallOptions): Promise<Outputs[Step]>;
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
      mutate(input: AllInputs["items"]["known"], options: CallOptions): Promise<AllOutputs["items"]["known"]>;
    };
  };
}

/** How a run ended. `at` is ISO 8601 with a zone; by default now. */
export type RunEnd =
  | { readonly status: "completed"; readonly at?: string | undefined }
  | { readonly status: "failed"; readonly at?: string | undefined; readonly error: string };
