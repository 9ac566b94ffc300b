import { z } from "zod";

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** The settings of what may be asked of the server, and of how long it may take; each has a default that few will change. */
export const limitsEnv = {
  /** Of a body, bytes. */
  MAX_BODY_BYTES: whole(1_024, 2 ** 30).default(2 ** 20),
  /** Of a body that records results, bytes: what clients send in one call is at most some 4 MB, unless one result alone is larger. */
  MAX_RECORDING_BYTES: whole(1_024, 2 ** 30).default(2 ** 23),
  /** Of an address with its question, characters. Clients send what is longer in a body. */
  MAX_URL_LENGTH: whole(2_083, 65_536).default(8_192),
  /** Calls in one tRPC request; clients send 20. */
  MAX_BATCH_CALLS: whole(20, 1_000).default(20),
  /** How deep lists and objects may lie in one another in what is sent. */
  MAX_JSON_DEPTH: whole(16, 1_000).default(32),
  /** Of one address, each of a batch by itself; 0 for as many as it wants. Loopback has no limit. */
  MAX_CALLS_PER_MINUTE: whole(0, 1e9).default(12_000),
  /** How late the event loop may be for a second on end before all but the health is answered 503, ms; 0 for never. */
  MAX_LOOP_DELAY_MS: whole(0, 60_000).default(1_000),
  /** How long a request may take to come in whole, ms. */
  REQUEST_TIMEOUT_MS: whole(1_000, 3_600_000).default(30_000),
  /** How long one statement may run, ms. Who asks is told after 3 s more, however many there were. */
  STATEMENT_TIMEOUT_MS: whole(100, 3_600_000).default(5_000),
  /** Of a PostgreSQL. */
  DATABASE_POOL_SIZE: whole(1, 1_000).default(10),
  /** How long a connection of it may take to open or to become free, ms. */
  DATABASE_WAIT_MS: whole(10, 60_000).default(1_000),
} as const;

const Limits = z.object(limitsEnv);
type LimitsEnv = z.infer<typeof Limits>;

/** What may be asked of the server, and how long an answer may take. */
export interface Limits {
  readonly bodyBytes: number;
  readonly recordingBytes: number;
  readonly urlLength: number;
  readonly batchCalls: number;
  readonly jsonDepth: number;
  /** 0 for no limit. */
  readonly callsPerMinute: number;
  /** 0 for no limit. */
  readonly loopDelayMs: number;
  readonly requestMs: number;
  /** Until who asked a question is told that there is no answer: after a statement's end by the database, and by ourselves. */
  readonly answerMs: number;
}

/** The limits as they are set. */
export function limitsOf(env: LimitsEnv): Limits {
  return {
    bodyBytes: env.MAX_BODY_BYTES,
    recordingBytes: env.MAX_RECORDING_BYTES,
    urlLength: env.MAX_URL_LENGTH,
    batchCalls: env.MAX_BATCH_CALLS,
    jsonDepth: env.MAX_JSON_DEPTH,
    callsPerMinute: env.MAX_CALLS_PER_MINUTE,
    loopDelayMs: env.MAX_LOOP_DELAY_MS,
    requestMs: env.REQUEST_TIMEOUT_MS,
    answerMs: env.STATEMENT_TIMEOUT_MS + 3_000,
  };
}

/** The limits where nothing is set. */
export const defaultLimits: Limits = limitsOf(Limits.parse({}));
