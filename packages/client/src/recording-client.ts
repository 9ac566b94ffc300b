import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@evalboard/api/router";

type Inputs = inferRouterInputs<AppRouter>["runs"]["record"];
type Outputs = inferRouterOutputs<AppRouter>["runs"]["record"];

export type StartRun = Inputs["start"];
export type NewResult = Inputs["addResults"]["results"][number];

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
    readonly record: { readonly [Step in "start" | "addResults" | "complete" | "fail"]: Mutation<Step> };
  };
}
