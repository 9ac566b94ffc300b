import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "./app-router.ts";
import { stoppedError, toEvalBoardError } from "./errors.ts";

/**
 * Ends a call when its time is over or its signal says so, whatever it waits for and whoever else is in its batch. What it
 * throws is an `EvalBoardError`.
 */
export function endCalls(url: string, timeoutMs: number): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const { signal, path } = op;
        const stop = () => observer.error(stoppedError(signal?.reason, `${path} was stopped by its signal`));
        if (signal?.aborted) return stop();
        const timer = setTimeout(() => {
          const reason = new DOMException(`no answer for ${timeoutMs} ms`, "TimeoutError");
          observer.error(stoppedError(reason, `${path} had no answer from ${url} for ${timeoutMs} ms`));
        }, timeoutMs);
        signal?.addEventListener("abort", stop);
        const call = next({ ...op, signal: null }).subscribe({
          next: (result) => observer.next(result),
          complete: () => observer.complete(),
          error: (error: unknown) => observer.error(toEvalBoardError(error, url)),
        });
        return () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", stop);
          call.unsubscribe();
        };
      });
}
