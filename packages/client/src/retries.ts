import type { TRPCClientError, TRPCLink } from "@trpc/client";
import { observable, observableToPromise } from "@trpc/server/observable";
import pRetry from "p-retry";
import type { AppRouter } from "./app-router.ts";
import { type ErrorKind, kindOf, retryAfterMs } from "./errors.ts";

const TRIES = 5;
const STEP_TIMEOUT_MS = 60_000;
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 30_000;

/** How often a step is tried, and what may stop it. */
export interface RetryOptions {
  /** Tries of each step in all. Default: 5, over some four seconds. */
  readonly tries?: number | undefined;
  /** Stops at once, in the middle of a step too. */
  readonly signal?: AbortSignal | undefined;
}

const PASSING: ReadonlySet<ErrorKind> = new Set(["network", "unavailable", "timeout"]);
// A question that took too long once is not asked again: that is no help to a slow server.
const PASSING_OF_QUERIES: ReadonlySet<ErrorKind> = new Set(["network", "unavailable"]);

/** The answer of `step`, tried again while the connection is lost or the server is busy; each try may take a minute. */
export async function withRetries<Answer>(
  step: (options: { readonly signal: AbortSignal }) => Promise<Answer>,
  options: RetryOptions = {},
): Promise<Answer> {
  const { signal } = options;
  const oneTry = () => {
    const timeout = AbortSignal.timeout(STEP_TIMEOUT_MS);
    return step({ signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  };
  return retry(oneTry, PASSING, options);
}

async function retry<Answer>(
  oneTry: () => Promise<Answer>,
  passing: ReadonlySet<ErrorKind>,
  { tries = TRIES, signal }: RetryOptions,
): Promise<Answer> {
  return pRetry(oneTry, {
    retries: tries - 1,
    minTimeout: FIRST_WAIT_MS,
    shouldRetry: async ({ error, retryDelay }) => {
      if (!passing.has(kindOf(error))) return false;
      const asked = retryAfterMs(error, Date.now()) ?? 0;
      if (asked > MAX_WAIT_MS) return false;
      await wait(asked - retryDelay, signal);
      return true;
    },
    ...(signal && { signal }),
  });
}

/** Asks again what only reads. A call that changes something is made once: whether it was is not known. */
export function retryQueries(tries: number | undefined): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      if (op.type !== "query") return next(op);
      return observable((observer) => {
        const given = new AbortController();
        const signal = op.signal ? AbortSignal.any([op.signal, given.signal]) : given.signal;
        const ask = () => observableToPromise(next({ ...op, signal }));
        const answer = async () => {
          observer.next(await retry(ask, PASSING_OF_QUERIES, { tries, signal }));
          observer.complete();
        };
        answer().catch((error: TRPCClientError<AppRouter>) => observer.error(error));
        return () => given.abort();
      });
    };
}

/** Until so much time has passed, or the signal says that nobody waits. */
async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0 || signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
