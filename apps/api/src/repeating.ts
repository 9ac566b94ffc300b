import { setTimeout } from "node:timers/promises";

/** How long to wait, ms. */
interface Pauses {
  /** Before the work is done first; 0 where nothing is said. */
  readonly firstMs?: number;
  /** From the end of one time to the next. */
  readonly everyMs: number;
}

/**
 * Does the work again and again until it is closed, which waits for the one that is under way; its signal tells the work of that. The work
 * has to deal with its own failures: one that it rejects with ends the repeating.
 */
export function startRepeating(
  work: (signal: AbortSignal) => Promise<unknown>,
  { firstMs = 0, everyMs }: Pauses,
): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => {});
  const repeat = async () => {
    if (firstMs > 0) await pause(firstMs);
    while (!signal.aborted) {
      await work(signal);
      await pause(everyMs);
    }
  };
  const repeating = repeat();
  return {
    close: async () => {
      closing.abort(new Error("the server was stopped"));
      await repeating;
    },
  };
}
