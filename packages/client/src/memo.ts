import type { OperationResultEnvelope, TRPCClientError, TRPCLink } from "@trpc/client";
import { observable, observableToPromise } from "@trpc/server/observable";
import type { AppRouter } from "./app-router.ts";

type Reply = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;

/** A question that was asked. Instants in ms since 1970. */
interface Asked {
  readonly reply: Promise<Reply>;
  readonly at: number;
  /** Until when the reply is fresh; null while it is on its way. */
  until: number | null;
  askers: number;
  stop(): void;
}

const MAX_QUESTIONS = 100;

/**
 * Keeps the reply to a question about the board for as long as it says that it is fresh, and asks the same question once at a
 * time. Every asker has a reply of its own, whose `freshForMs` is what is left.
 */
export function keepFresh(): TRPCLink<AppRouter> {
  return () => {
    const questions = new Map<string, Asked>();

    const ask = (key: string, send: (signal: AbortSignal) => Promise<Reply>): Asked => {
      const given = new AbortController();
      const at = Date.now();
      const reply = send(given.signal);
      const forget = () => {
        if (questions.get(key) === asked) questions.delete(key);
      };
      const stop = () => {
        forget();
        given.abort();
      };
      const asked: Asked = { reply, at, until: null, askers: 0, stop };
      const keep = async () => {
        // The server counted from some moment after it was asked.
        asked.until = at + (freshForMs(await reply) ?? 0);
        if (asked.until <= Date.now()) forget();
      };
      keep().catch(forget);
      questions.set(key, asked);
      for (const oldest of questions.keys()) if (questions.size > MAX_QUESTIONS) questions.delete(oldest);
      return asked;
    };

    return ({ op, next }) => {
      if (op.type !== "query" || !op.path.startsWith("stats.")) return next(op);
      return observable((observer) => {
        const key = `${op.path} ${JSON.stringify(op.input)}`;
        const known = questions.get(key);
        const asked =
          known && isFresh(known)
            ? known
            : ask(key, (signal) => observableToPromise(next({ ...op, signal })));
        asked.askers += 1;
        const answer = async () => {
          observer.next(ownCopy(await asked.reply, asked.until));
          observer.complete();
        };
        answer().catch((error: TRPCClientError<AppRouter>) => observer.error(error));
        return () => {
          asked.askers -= 1;
          if (asked.askers === 0 && asked.until === null) asked.stop();
        };
      });
    };
  };
}

/** A clock that was set back makes nothing fresh. */
function isFresh({ at, until }: Asked): boolean {
  const now = Date.now();
  return until === null || (at <= now && now < until);
}

function freshForMs({ result }: Reply): number | null {
  const { data } = { data: null, ...result };
  const isHead = typeof data === "object" && data !== null && "freshForMs" in data;
  return isHead && typeof data.freshForMs === "number" ? data.freshForMs : null;
}

function ownCopy(reply: Reply, until: number | null): Reply {
  const { result } = reply;
  if (result.type !== undefined && result.type !== "data") return reply;
  const copy: unknown = structuredClone(result.data);
  const left = Math.max(0, (until ?? 0) - Date.now());
  const data = freshForMs(reply) === null ? copy : { ...Object(copy), freshForMs: left };
  return { ...reply, result: { ...result, data } };
}
