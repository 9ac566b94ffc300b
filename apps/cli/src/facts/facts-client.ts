import type { FactsStatus } from "@evalboard/contract";

type Call = (input: undefined, options: { readonly signal: AbortSignal }) => Promise<FactsStatus>;

/** What the commands need of a client. */
export interface FactsClient {
  readonly facts: {
    readonly status: { readonly query: Call };
    readonly rebuild: { readonly mutate: Call };
    readonly verify: { readonly mutate: Call };
  };
}

const TIMEOUT_MS = 30_000;

/** Ends a call that nobody answers: the work is the server's, and no call waits for it. */
export const inTime = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });
