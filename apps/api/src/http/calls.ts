import { setTimeout as delay } from "node:timers/promises";
import type { DoCall } from "@evalboard/router";
import { TRPCError } from "@trpc/server";

interface CallOptions {
  /** Until who asked a question is told that there is no answer, ms. */
  readonly answerMs: number;
  /** Whether an error means that a connection to the database broke, so that another one may give the answer. */
  readonly isLost: (error: unknown) => boolean;
}

/** Before a question is put again: connections that broke at the same moment are found out meanwhile, ms. */
const PAUSE_MS = 50;

/**
 * The one place where calls are done. A question that was lost with its connection is put once more, and has an answer in `answerMs`,
 * be it that there is none. What changes something is done once and waited for: its statements have limits of their own,
 * and who is told nothing of it could not know whether it was done.
 */
export function doCalls({ answerMs, isLost }: CallOptions): DoCall {
  const onceMore = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      return await call();
    } catch (error) {
      if (!isLost(error)) throw error;
      await delay(PAUSE_MS);
      return call();
    }
  };
  return ({ type }, call) => (type === "query" ? within(answerMs, onceMore(call)) : call());
}

async function within<Result>(limitMs: number, answer: Promise<Result>): Promise<Result> {
  const timer = new AbortController();
  const end = async () => {
    await delay(limitMs, undefined, { signal: timer.signal });
    const message = `There was no answer within ${limitMs / 1_000} s; try again in a few seconds`;
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message });
  };
  try {
    return await Promise.race([answer, end()]);
  } finally {
    timer.abort();
  }
}
