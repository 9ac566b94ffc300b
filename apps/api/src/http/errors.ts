import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { describeIssues, OUTAGE_MESSAGE } from "../errors.ts";
import type { Health } from "./health.ts";

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
  if (health.isOutage(error)) return 503;
  return error.statusCode ?? 500;
}

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
