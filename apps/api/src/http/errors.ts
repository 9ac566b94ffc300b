import { STATUS_CODES } from "node:http";
import { describeIssues, type Fault } from "@evalboard/router";
import { InvalidKey, KeyConflict, KeyNotFound } from "@evalboard/access";
import { InvalidRun, NotFound, RunConflict } from "@evalboard/runs";
import { InvalidPeriod, SubjectNotFound } from "@evalboard/stats";
import { InvalidSetting, TeamConflict, ViewNotFound } from "@evalboard/team";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Health } from "./health.ts";

/** What a caller reads while the database is away. */
const OUTAGE_MESSAGE =
  "The database cannot be reached now, or has too much to do; try again in a few seconds";

const DISK_FULL_MESSAGE =
  "The database's disk is full: nothing can be recorded until there is room, what is there can be read";

const DAMAGED_MESSAGE =
  "The database is damaged where this is stored; a backup brings the board back: evalboard restore FILE --replace";

/** What a caller reads of a state of the database's disk, by SQLSTATE: no room, a page or an index that cannot be read. */
const diskMessages = new Map([
  ["53100", DISK_FULL_MESSAGE],
  ["XX001", DAMAGED_MESSAGE],
  ["XX002", DAMAGED_MESSAGE],
]);

/** What is wrong with the database's disk, by the error's code or that of a cause; undefined where it is none of that. */
function diskMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const message = "code" in error ? diskMessages.get(String(error.code)) : undefined;
  return message ?? diskMessage(error.cause);
}

/** What a service says of what it was asked, by what that comes to over the wire. */
const faults = [
  ["BAD_REQUEST", [InvalidRun, InvalidKey, InvalidPeriod, InvalidSetting]],
  ["NOT_FOUND", [NotFound, SubjectNotFound, KeyNotFound, ViewNotFound]],
  ["CONFLICT", [RunConflict, KeyConflict, TeamConflict]],
] as const;

/** The one mapping from what a service throws to what a caller is told. */
export function faultOf(error: unknown, { isOutage }: Pick<Health, "isOutage">): Fault | undefined {
  for (const [code, kinds] of faults) {
    if (error instanceof Error && kinds.some((kind) => error instanceof kind))
      return { code, message: error.message };
  }
  const disk = diskMessage(error);
  if (disk !== undefined) return { code: "SERVICE_UNAVAILABLE", message: disk };
  if (isOutage(error)) return { code: "SERVICE_UNAVAILABLE", message: OUTAGE_MESSAGE };
  return undefined;
}

/** Answers outside tRPC: a client's fault is named, a fault of ours has an id and its detail in the log. */
export function errorHandler(app: FastifyInstance, health: Health): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = statusOf(error, health);
    if (status < 500) {
      return refuse(reply, { statusCode: status, message: wordsOf(error) });
    }
    if (isLate(error)) return refuse(reply, { ...outage, message: error.message });
    // As of tRPC's own calls: what the log has of an error leaves its cause out.
    request.log.error(error instanceof TRPCError ? (error.cause ?? error) : error);
    if (status === 503) {
      return refuse(reply, { ...outage, message: diskMessage(error) ?? OUTAGE_MESSAGE });
    }
    return refuse(reply, { statusCode: 500, message: `Internal error (request ${request.id})` });
  });
}

/** Said by ourselves after so much time: its words are ours, and there is nothing to look for. */
function isLate(error: FastifyError): boolean {
  return error instanceof TRPCError && error.code === "SERVICE_UNAVAILABLE" && error.cause === undefined;
}

/** What a procedure throws has its fault's words, or the faults of its input behind it. */
function wordsOf(error: FastifyError): string {
  const issues = error instanceof TRPCError ? error.cause : error;
  return issues instanceof z.ZodError ? describeIssues(issues) : error.message;
}

function statusOf(error: FastifyError, health: Health): number {
  if (error instanceof z.ZodError) return 400;
  if (error instanceof TRPCError) return getHTTPStatusCodeFromError(error);
  const fault = faultOf(error, health);
  return fault ? getHTTPStatusCodeFromError(new TRPCError(fault)) : (error.statusCode ?? 500);
}

/** An answer that turns a request away. */
export interface Refusal {
  readonly statusCode: number;
  /** What is wrong, and what would be right. */
  readonly message: string;
  /** When the same request may be let in, s from now. */
  readonly retryAfterSeconds?: number | undefined;
  /** What is sent instead of the usual, where who asks reads another form. */
  readonly body?: unknown;
}

/** The database is away, or not prepared yet. */
export const outage: Refusal = { statusCode: 503, message: OUTAGE_MESSAGE, retryAfterSeconds: 5 };

/** Answers with a refusal. */
export function refuse(
  reply: FastifyReply,
  { statusCode, message, retryAfterSeconds, body }: Refusal,
): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
  if (statusCode === 401) reply.header("www-authenticate", 'Bearer realm="EvalBoard"');
  return reply
    .code(statusCode)
    .send(body ?? { error: STATUS_CODES[statusCode], message, requestId: reply.request.id });
}

/** Answers where no route is. */
export function nothingThere({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `Nothing answers ${method} at ${url.slice(0, 200)}; /api/docs lists what does`;
  return refuse(reply, { statusCode: 404, message });
}
