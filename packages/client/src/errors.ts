import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "./app-router.ts";

/**
 * What went wrong. `invalid`: the message names the field and what would be right. `unavailable`: the server is busy, starting
 * or without its database. `network`: no answer came. `unexpected`: a fault of the server, or what answers is no EvalBoard.
 */
export type ErrorKind =
  | "invalid"
  | "unauthorized"
  | "not found"
  | "conflict"
  | "unavailable"
  | "timeout"
  | "aborted"
  | "network"
  | "unexpected";

const kinds: Readonly<Record<number, ErrorKind>> = {
  400: "invalid",
  401: "unauthorized",
  403: "unauthorized",
  404: "not found",
  409: "conflict",
  413: "invalid",
  414: "invalid",
  415: "invalid",
  422: "invalid",
  429: "unavailable",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

interface Details {
  readonly kind: ErrorKind;
  /** Under which the server's log has it; null where no EvalBoard server answered. */
  readonly requestId: string | null;
  readonly cause?: Error | undefined;
  readonly meta?: TRPCClientError<AppRouter>["meta"];
  readonly shape?: TRPCClientError<AppRouter>["shape"];
}

/** Why a call of the client failed; tRPC's own error, with a `kind` to tell one from another. */
export class EvalBoardError extends TRPCClientError<AppRouter> {
  override readonly name = "EvalBoardError";
  readonly kind: ErrorKind;
  readonly requestId: string | null;

  constructor(message: string, { kind, requestId, cause, meta, shape }: Details) {
    super(message, {
      ...(cause && { cause }),
      ...(meta && { meta }),
      ...(shape && { result: { error: shape } }),
    });
    // Its parent's constructor makes every child one of its own.
    Object.setPrototypeOf(this, EvalBoardError.prototype);
    this.kind = kind;
    this.requestId = requestId;
  }
}

/** Something answers that is no EvalBoard server, such as a proxy's page. */
class StrangerAnswered extends Error {
  override readonly name = "StrangerAnswered";
  readonly response: Response;

  constructor(response: Response) {
    super(`HTTP ${response.status} without JSON`);
    this.response = response;
  }
}

/** `response` where it is JSON: of others tRPC loses the status. */
export async function refuseStranger(response: Response): Promise<Response> {
  if (/\bjson\b/.test(response.headers.get("content-type") ?? "")) return response;
  await response.body?.cancel();
  throw new StrangerAnswered(response);
}

/** What a call that failed on the way to `url`, or was refused there, is thrown as. */
export function toEvalBoardError(error: unknown, url: string): EvalBoardError {
  if (error instanceof EvalBoardError) return error;
  const known = error instanceof TRPCClientError ? error : null;
  const cause = causeOf(error);
  const { meta = cause instanceof StrangerAnswered ? { response: cause.response } : undefined, shape } =
    known ?? {};
  return new EvalBoardError(messageOf(error, url), {
    kind: kindOf(error),
    requestId: refusalStatus(error) === null ? null : headerOf(error, "x-request-id"),
    cause: cause instanceof Error ? cause : undefined,
    meta,
    shape,
  });
}

/** What a call is thrown as that was stopped by its signal, for the signal's reason. */
export function stoppedError(reason: unknown, message: string): EvalBoardError {
  const kind = isTimeout(reason) ? "timeout" : "aborted";
  return new EvalBoardError(message, {
    kind,
    requestId: null,
    cause: reason instanceof Error ? reason : undefined,
  });
}

/** Of any error that a tRPC client throws. */
export function kindOf(error: unknown): ErrorKind {
  if (error instanceof EvalBoardError) return error.kind;
  const status = refusalStatus(error) ?? at(responseOf(error), "status");
  if (isTimeout(causeOf(error))) return "timeout";
  if (status === undefined) return "network";
  const kind = typeof status === "number" ? kinds[status] : undefined;
  // Of what else may answer, such as a proxy, these alone say something of the server.
  const isSaid = refusalStatus(error) !== null || kind === "unauthorized" || kind === "unavailable";
  return (isSaid && kind) || "unexpected";
}

/** The HTTP status of an EvalBoard server's refusal; null where none answered, or something else did. */
export function refusalStatus(error: unknown): number | null {
  const status = at(at(error, "data"), "httpStatus");
  return typeof status === "number" ? status : null;
}

/** Whether the server has something else than what was sent. */
export function isConflict(error: unknown): boolean {
  return kindOf(error) === "conflict";
}

/** How long the server asks to be left alone, ms; null where it says nothing. `now` is in ms since 1970. */
export function retryAfterMs(error: unknown, now: number): number | null {
  const said = headerOf(error, "retry-after");
  if (said === null) return null;
  const ms = /^\d+$/.test(said.trim()) ? Number(said) * 1_000 : Date.parse(said) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function messageOf(error: unknown, url: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (refusalStatus(error) !== null) return message;
  const status = at(responseOf(error), "status");
  if (kindOf(error) === "unavailable")
    return `the server at ${url} is busy, or not up yet (HTTP ${Number(status)})`;
  if (status !== undefined) return `what answers at ${url} is no EvalBoard server (HTTP ${Number(status)})`;
  const root = rootCause(error);
  return `no answer from ${url}: ${root instanceof Error ? root.message : message}`;
}

function headerOf(error: unknown, name: string): string | null {
  const headers = at(responseOf(error), "headers");
  return headers instanceof Headers ? headers.get(name) : null;
}

function responseOf(error: unknown): unknown {
  const cause = causeOf(error);
  return cause instanceof StrangerAnswered ? cause.response : at(at(error, "meta"), "response");
}

const causeOf = (error: unknown) =>
  at(error, "cause") ?? (error instanceof TRPCClientError ? undefined : error);
const isTimeout = (error: unknown) => at(error, "name") === "TimeoutError";

/** The error below all the others: those above say no more than "fetch failed". */
function rootCause(error: unknown): unknown {
  const cause = at(error, "cause");
  return cause === undefined ? error : rootCause(cause);
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
