import { STATUS_CODES } from "node:http";
import type { FastifyReply } from "fastify";
import { OUTAGE_MESSAGE } from "../errors.ts";

/** Answers 503 with when to come back, s. */
export function replyOutage(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .header("retry-after", "5")
    .send({ error: STATUS_CODES[503], message: OUTAGE_MESSAGE });
}
