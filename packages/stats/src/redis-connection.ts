import { Redis } from "ioredis";

/** What to connect to. */
export interface ConnectionOptions {
  /** `redis://` or `rediss://`, with user, password and number of the database where they are needed. */
  readonly url: string;
  /** Of all that a report depends on and that is neither in the question nor the board: the build and the zone. */
  readonly version: string;
  /** Hears once when Redis goes, and why, and once when it is back. Nothing of it holds a password. */
  readonly onChange: (why: string | null) => void;
}

/** How long an answer of Redis is waited for, ms; who does not answer by then is not asked until it does to a probe. */
const PATIENCE_MS = 50;

/**
 * After what time a Redis that went is asked whether it is back, ms; each time twice of that, and a minute at most, where it goes
 * again within a minute.
 */
const PROBE_AFTER_MS = 5_000;
const PROBE_AT_MOST_MS = 60_000;

/** How long opening a connection may take, ms. */
const CONNECT_MS = 1_000;

/** A Redis that may be away at any moment. */
interface Connection {
  /** What Redis answers within `limitMs`, 50 where nothing is said; undefined where it is away. */
  ask<Answer>(command: (client: Redis) => Promise<Answer>, limitMs?: number): Promise<Answer | undefined>;
  close(): void;
}

/**
 * Connects, behind what it gives. A request that Redis did not answer in time is the last to ask, until it answers to a probe, which writes,
 * so that one that only reads is away too.
 */
export function createConnection({ url, version, onChange }: ConnectionOptions): Connection {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    // It is connected again by a probe.
    retryStrategy: () => null,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    enableReadyCheck: false,
    disableClientInfo: true,
  });
  /** Undefined until it is known for the first time. */
  let isThere: boolean | undefined;
  let lastError: unknown;
  let probing: NodeJS.Timeout | undefined;
  let isClosed = false;
  let pauseMs = PROBE_AFTER_MS;
  let backMs = Number.NEGATIVE_INFINITY;
  const isGone = (error: unknown) => {
    if (isClosed) return;
    if (isThere !== false) {
      onChange(reasonOf(error));
      const isSoon = performance.now() - backMs < PROBE_AT_MOST_MS;
      pauseMs = isSoon ? Math.min(PROBE_AT_MOST_MS, 2 * pauseMs) : PROBE_AFTER_MS;
    }
    isThere = false;
    // Nobody waits any more for what it may say yet.
    client.disconnect();
    probing ??= setTimeout(() => void probe(), pauseMs).unref();
  };
  client.on("error", (error) => (lastError = error));
  client.on("close", () => isGone(lastError ?? new Error("the connection was closed")));
  const probe = async () => {
    probing = undefined;
    try {
      if (client.status !== "ready") await within(CONNECT_MS, client.connect());
      await within(PATIENCE_MS, ready(client, `evalboard:${version}:probe`));
      if (isThere === false) {
        onChange(null);
        backMs = performance.now();
      }
      isThere = true;
      lastError = undefined;
    } catch (error) {
      isGone(lastError ?? error);
    }
  };
  void probe();
  return {
    ask: async (command, limitMs = PATIENCE_MS) => {
      if (!isThere) return undefined;
      try {
        return await within(limitMs, command(client));
      } catch (error) {
        isGone(error);
        return undefined;
      }
    },
    close: () => {
      isClosed = true;
      clearTimeout(probing);
      client.disconnect();
    },
  };
}

/** Whether it does all that is asked of it: a number of a database that there is not would be taken for 0, without a word. */
async function ready(client: Redis, key: string): Promise<void> {
  await Promise.all([
    client.select(client.options.db ?? 0),
    client.set(key, "", "PX", PROBE_AFTER_MS),
    client.getrangeBuffer(key, 0, 1),
    client.unlink(key),
  ]);
}

/** Rejects where the work takes longer, ms; an answer that has come in by then, while this process did something else, is in time. */
function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${limitMs} ms`));
    const timer = setTimeout(() => setImmediate(late), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Not the error itself: it has the command, and with that a password or a report. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "of an error that says nothing";
  // Of a name with several addresses the message is empty.
  return error.message || ("code" in error ? String(error.code) : error.name);
}
