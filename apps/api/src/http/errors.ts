import { STATUS_CODES } from "node:http";
import { describeIssues, type Fault } from "@evalboard/router";
import { InvalidRun, NotFound, RunConflict } from "@evalboard/runs";
import { SubjectNotFound } from "@evalboard/stats";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { Health } from "./health.ts";

/** What a caller reads while the database is away. */
const OUTAGE_MESSAGE = "The database cannot be reached now; try again in a few seconds";

/** The one mapping from what a service throws to what a caller is told. */
export function faultOf(error: unknown, { isOutage }: Pick<Health, "isOutage">): Fault | undefined {
  if (error instanceof InvalidRun) return { code: "BAD_REQUEST", message: error.message };
  if (error instanceof NotFound || error instanceof SubjectNotFound)
    return { code: "NOT_FOUND", message: error.message };
  if (error instanceof RunConflict) return { code: "CONFLICT", message: error.message };
  if (isOutage(error)) return { code: "SERVICE_UNAVAILABLE", message: OUTAGE_MESSAGE };
  return undefined;
}

/** Answers outside tRPC: a client's fault is named, a fault of ours has an id and its detail in the log. */
export function errorHandler(app: FastifyInstance, health: Health): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = statusOf(error, health);
    if (status < 500) {
      const message = error instanceof z.ZodError ? describeIssues(error) : error.message;
      return reply.code(status).send({ error: STATUS_CODES[status], message });
    }
    request.log.error(error);
    if (status === 503) return refuse(reply, outage);
    return reply
      .code(500)
      .send({ error: STATUS_CODES[500], message: `Internal error (request ${request.id})` });
  });
}

function statusOf(error: FastifyError, health: Health): number {
  if (error instanceof z.ZodError) return 400;
  const fault = faultOf(error, health);
  return fault ? statuses[fault.code] : (error.statusCode ?? 500);
}

const statuses: Readonly<Record<Fault["code"], number>> = {
  BAD_REQUEST: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  SERVICE_UNAVAILABLE: 503,
};

/** An answer that turns a request away. */
export interface Refusal {
  readonly statusCode: number;
  /** What is wrong, and what would be right. */
  readonly message: string;
  /** When the same request may be let in, s from now. */
  readonly retryAfterSeconds?: number | undefined;
}

/** The database is away, or not prepared yet. */
export const outage: Refusal = { statusCode: 503, message: OUTAGE_MESSAGE, retryAfterSeconds: 5 };

/** Answers with a refusal. */
export function refuse(
  reply: FastifyReply,
  { statusCode, message, retryAfterSeconds }: Refusal,
): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header("retry-after", String(retryAfterSeconds));
  return reply.code(statusCode).send({ error: STATUS_CODES[statusCode], message });
}
