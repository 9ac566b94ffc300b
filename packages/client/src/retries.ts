import pRetry from "p-retry";

const TIMEOUT_MS = 60_000;
const FIRST_WAIT_MS = 250;

/** How often a step is tried, and what may stop it. */
export interface RetryOptions {
  /** Tries of each step in all. Default: 5, over some four seconds. */
  readonly tries?: number;
  /** Stops at once, in the middle of a step too. */
  readonly signal?: AbortSignal | undefined;
}

/** The answer of `step`, tried again while the connection is lost or the server is busy; each try may take a minute. */
export async function withRetries<Answer>(
  step: (options: { signal: AbortSignal }) => Promise<Answer>,
  { tries = 5, signal }: RetryOptions = {},
): Promise<Answer> {
  const oneTry = () => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return step({ signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  };
  return pRetry(oneTry, {
    retries: tries - 1,
    minTimeout: FIRST_WAIT_MS,
    shouldRetry: ({ error }) => isPassing(error),
    ...(signal && { signal }),
  });
}

/** The server is busy or restarting: the same call may do better a little later. */
const BUSY = new Set([429, 502, 503, 504]);

/** The HTTP status of an EvalBoard server's refusal; null where none answered, or something else did. */
export function refusalStatus(error: unknown): number | null {
  const status = at(at(error, "data"), "httpStatus");
  return typeof status === "number" ? status : null;
}

/** Whether the server has something else than what was sent. */
export function isConflict(error: unknown): boolean {
  return refusalStatus(error) === 409;
}

/** Whether a failed call may be made again: the connection was lost, or who answered is busy. */
function isPassing(error: unknown): boolean {
  const status = refusalStatus(error) ?? at(at(at(error, "meta"), "response"), "status");
  return status === undefined || (typeof status === "number" && BUSY.has(status));
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
