import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";
import { OUTAGE_MESSAGE } from "../errors.ts";

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
