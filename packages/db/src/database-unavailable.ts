/** PGlite ran one statement for longer than allowed; its thread was ended, what was committed is safe. */
export class StatementTimeoutError extends Error {
  override readonly name = "StatementTimeoutError";
  /** As PostgreSQL says it: query_canceled. */
  readonly code = "57014";

  constructor(limitMs: number) {
    super(`the statement ran for longer than ${limitMs} ms and was ended`);
  }
}

/** PGlite's thread broke or was ended while it was needed; what was committed is safe, the next call opens it again. */
export class DatabaseLostError extends Error {
  override readonly name = "DatabaseLostError";
  /** As PostgreSQL says it: crash_shutdown. */
  readonly code = "57P02";
}

/** The disk is full, so that nothing can be stored until there is room; what is stored can be read. */
export class DiskFullError extends Error {
  override readonly name = "DiskFullError";
  /** As PostgreSQL says it: disk_full. */
  readonly code = "53100";

  constructor(cause: unknown) {
    super("the disk of the data folder is full: nothing is stored until there is room", { cause });
  }
}

/**
 * SQLSTATEs and Node's codes that speak of the database and not of the statement: connection failures (08), out of
 * disk, memory or connections (53), cancelled or shut down (57), I/O (58), idle in a transaction for too long (25P03), a server that
 * takes no writes (25006): one that was demoted, or not yet promoted.
 */
const unavailableCode =
  /^(08...|53...|57...|58...|25P03|25006|ECONN\w+|EPIPE|ETIMEDOUT|ENETUNREACH|EHOST\w+|ENOTFOUND|EAI_AGAIN)$/;

/** A connection that was there has gone. */
const lostCode = /^(08003|08006|57P01|57P02|ECONNRESET|EPIPE)$/;
const lostMessages = [
  "Connection terminated unexpectedly",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
];

/**
 * Whether a connection broke on which something was asked: another one may well have the answer, at once. Not so where
 * none can be opened, or where time was what failed. Looks through `cause`.
 */
export function isConnectionLost(error: unknown): boolean {
  return says(error, lostCode, lostMessages);
}

/** node-postgres gives these no code. */
const unavailableMessages = [
  "timeout exceeded when trying to connect",
  "timeout expired",
  "Query read timeout",
  "Connection terminated",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
];

/**
 * Whether the database, not the request, is to blame, so that the same request may succeed later (a 503, not a 500):
 * refused or lost connections, a full pool, time limits, a full disk, a lost PGlite. Looks through `cause`.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return says(error, unavailableCode, unavailableMessages);
}

/** Whether all connections of ours were in use for as long as one waits for one, which says nothing of the database. */
export function isPoolBusy(error: unknown): boolean {
  return says(error, /^$/, ["timeout exceeded when trying to connect"]);
}

/** MikroORM makes exceptions of its own of the driver's errors; code and message are what it keeps. */
function says(error: unknown, codes: RegExp, messages: readonly string[]): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && codes.test(error.code)) return true;
  return messages.some((message) => error.message.includes(message)) || says(error.cause, codes, messages);
}
