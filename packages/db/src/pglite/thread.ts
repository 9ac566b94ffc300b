import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { DatabaseLostError, StatementTimeoutError } from "../database-unavailable.ts";

/** What a new thread is told. */
export interface PgliteThreadData {
  /** The folder, or `undefined` for memory. */
  readonly dataDir: string | undefined;
  /** The path of a tar to start from, as PGlite's `dumpDataDir("none")` makes it. */
  readonly snapshot: string | undefined;
  /** The object ids of the types whose values stay text, for MikroORM parses them itself. */
  readonly textTypes: readonly number[];
}

/** What the thread is asked: one at a time. */
export type PgliteRequest =
  | { readonly kind: "query"; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly kind: "close" };

/** What the thread answers, once per request, and once when it is open. */
export type PgliteReply =
  | { readonly kind: "rows"; readonly rows: readonly unknown[]; readonly affectedRows: number | undefined }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string; readonly fields: Readonly<Record<string, unknown>> };

const workerSource = new URL("./pglite-worker.ts", import.meta.url);
/** Beside this file, and of its kind: JavaScript where both are bundled. */
const workerUrl = new URL(workerSource.href.replace(/\.ts$/, extname(import.meta.url)));

const openLimitMs = 60_000;
const closeLimitMs = 5_000;

export interface PgliteRows {
  readonly rows: readonly unknown[];
  readonly affectedRows: number | undefined;
}

/** One PGlite in one thread. It answers one call at a time: the caller queues. */
export interface PgliteThread {
  /** False from the moment when it ended or broke; it then answers nothing more. */
  readonly alive: boolean;
  /**
   * @param limitMs `undefined` for as long as it takes
   * @throws a statement's own error with PostgreSQL's fields (`code`, `detail`, `constraint` …), after which it lives;
   * StatementTimeoutError and DatabaseLostError, after which it does not
   */
  query(sql: string, params: readonly unknown[], limitMs: number | undefined): Promise<PgliteRows>;
  close(): Promise<void>;
  /** Ends the thread whatever it is doing; what was committed stays. */
  end(): Promise<void>;
}

/** Opens PGlite in a thread of its own. */
export async function openPgliteThread(data: PgliteThreadData): Promise<PgliteThread> {
  const worker = new Worker(workerUrl, {
    workerData: data,
    stdout: true,
  });
  worker.stdout.resume(); // our stdout is for data
  let alive = true;
  let call = startCall();

  worker.on("message", (reply: PgliteReply) => {
    // Under `node --watch` a thread also reports the files that it loads.
    if ("kind" in reply) call.resolve(reply);
  });
  worker.on("error", (cause) => lose(new DatabaseLostError(`PGlite broke: ${cause}`, { cause })));
  worker.on("exit", () => lose(new DatabaseLostError("PGlite's thread ended")));

  function lose(error: Error): void {
    alive = false;
    call.reject(error);
  }

  async function end(): Promise<void> {
    alive = false;
    await worker.terminate(); // the folder is free again only after this
  }

  /** Waits for the answer to the call under way; where it comes too late, the thread is ended. */
  async function answer(limitMs?: number, tooLate?: Error): Promise<PgliteReply> {
    const { promise, reject } = call;
    // An answer that came while this thread was busy is still to be read: it goes before the limit.
    const onLimit = () => setImmediate(() => reject(tooLate));
    const timer = limitMs === undefined ? undefined : setTimeout(onLimit, limitMs);
    try {
      return await promise;
    } catch (error) {
      await end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function ask(request: PgliteRequest): void {
    if (!alive) throw new DatabaseLostError("PGlite's thread has ended");
    call = startCall();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(request);
  }

  async function query(sql: string, params: readonly unknown[], limitMs: number | undefined) {
    ask({ kind: "query", sql, params });
    const reply = await (limitMs === undefined
      ? answer()
      : answer(limitMs, new StatementTimeoutError(limitMs)));
    if (reply.kind === "rows") return reply;
    const error = reply.kind === "failed" ? statementError(reply) : new Error("PGlite answered out of turn");
    if (!leavesUsable(error)) await end();
    throw error;
  }

  async function close(): Promise<void> {
    if (!alive) return;
    ask({ kind: "close" });
    await answer(closeLimitMs).catch(() => {}); // what does not close is ended
    await end();
  }

  await answer(openLimitMs, new DatabaseLostError(`PGlite did not open within ${openLimitMs} ms`));
  return {
    get alive() {
      return alive;
    },
    query,
    close,
    end,
  };
}

function startCall(): PromiseWithResolvers<PgliteReply> {
  const call = Promise.withResolvers<PgliteReply>();
  call.promise.catch(() => {}); // the thread may be lost before somebody waits for the answer
  return call;
}

interface StatementError extends Error {
  /** PostgreSQL's SQLSTATE; absent where PGlite itself failed. */
  code?: string;
}

function statementError(reply: Extract<PgliteReply, { kind: "failed" }>): StatementError {
  return Object.assign(new Error(reply.message), reply.fields);
}

/** Without an SQLSTATE it is PGlite that broke, and after "disk full" (53100) its next statement hangs. */
function leavesUsable(error: StatementError): boolean {
  return error.code !== undefined && error.code !== "53100";
}
