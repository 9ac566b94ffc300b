/** The server is busy or restarting: the same call may do better a little later. */
const BUSY = new Set([429, 502, 503, 504]);

/** The HTTP status of an EvalBoard server's refusal; null where none answered, or something else did. */
export function refusalStatus(error: unknown): number | null {
  const status = at(at(error, "data"), "httpStatus");
  return typeof status === "number" ? status : null;
}

/** Whether a failed call may be made again: the connection was lost, or who answered is busy. */
export function isPassing(error: unknown): boolean {
  const status = refusalStatus(error) ?? at(at(at(error, "meta"), "response"), "status");
  return status === undefined || (typeof status === "number" && BUSY.has(status));
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
