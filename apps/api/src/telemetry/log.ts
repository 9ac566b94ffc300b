import { randomFillSync } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { v7 as uuid } from "uuid";
import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

/** What the server logs from: what is below it is not written. */
export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** What may hold a key, or what a person wrote, in what is logged of a request or of an error of the database. */
const withheld = [
  "req.headers.authorization",
  "req.headers.cookie",
  "headers.authorization",
  "headers.cookie",
  "err.detail",
  "err.query",
  "err.params",
];

interface LogOptions {
  /** What each line carries besides. */
  readonly mixin?: (() => object) | undefined;
  /** Stdout where nothing is said. */
  readonly destination?: DestinationStream | undefined;
}

/** Writes JSON, a line each. */
export function createLog(
  level: (typeof logLevels)[number],
  { mixin, destination }: LogOptions = {},
): Logger {
  const options: LoggerOptions = {
    level,
    redact: withheld,
    serializers: { req: requestShown },
    ...(mixin && { mixin }),
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What Fastify's own lines may show of a request: its address may hold what somebody searched for. */
function requestShown({ id, method }: { readonly id?: unknown; readonly method?: unknown }) {
  return { id, method };
}

/** An id that another server or a caller has given: letters, digits and `._:-`, so that it can stand in any log. */
const saneId = /^[\w.:-]{1,128}$/;

/**
 * Makes ids of requests that no two servers give: the caller's `x-request-id` where it is sane, else a UUID v7. Random bytes are
 * drawn for many ids at once: drawn for each, they would be 5 % of the time in which a ready board is answered.
 */
export function createRequestIds(): (request: { readonly headers: IncomingHttpHeaders }) => string {
  const drawn = new Uint8Array(4_096);
  let used = drawn.length;
  const random = () => {
    if (used === drawn.length) {
      randomFillSync(drawn);
      used = 0;
    }
    used += 16;
    return drawn.subarray(used - 16, used);
  };
  return ({ headers }) => {
    const given = headers["x-request-id"];
    return typeof given === "string" && saneId.test(given) ? given : uuid({ random: random() });
  };
}
