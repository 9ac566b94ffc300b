import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyInstance } from "fastify";
import { z } from "zod";
import { describeIssues } from "../errors.ts";
import type { Health } from "../health.ts";
import { outage, refuse } from "./refusal.ts";

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
