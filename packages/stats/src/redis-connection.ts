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

/** After what time a Redis that went is asked whether it is back, and how long opening a connection may take, ms. */
const PROBE_AFTER_MS = 5_000;
const CONNECT_MS = 1_000;

/** A Redis that may be away at any moment. */
interface Connection {
  /** What Redis answers; undefined where it is away. */
  ask<Answer>(command: (client: Redis) => Promise<Answer>): Promise<Answer | undefined>;
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
  const isGone = (error: unknown) => {
    if (isClosed) return;
    if (isThere !== false) onChange(reasonOf(error));
    isThere = false;
    // Nobody waits any more for what it may say yet.
    client.disconnect();
    probing ??= setTimeout(() => void probe(), PROBE_AFTER_MS).unref();
  };
  client.on("error", (error) => (lastError = error));
  client.on("close", () => isGone(lastError ?? new Error("the connection was closed")));
  const probe = async () => {
    probing = undefined;
    try {
      if (client.status !== "ready") await within(CONNECT_MS, client.connect());
      await within(PATIENCE_MS, client.set(`evalboard:${version}:probe`, "", "PX", PROBE_AFTER_MS));
      if (isThere === false) onChange(null);
      isThere = true;
      lastError = undefined;
    } catch (error) {
      isGone(lastError ?? error);
    }
  };
  void probe();
  return {
    ask: async (command) => {
      if (!isThere) return undefined;
      try {
        return await within(PATIENCE_MS, command(client));
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
