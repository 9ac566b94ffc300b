import { Period } from "@evalboard/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Envelope } from "./ready-board.ts";
import type { ReadyBoards } from "./ready-boards.ts";
import { sendBoard } from "./send-board.ts";

/** A question as tRPC's clients write it. */
interface Question {
  readonly period: Period;
  readonly envelope: Envelope;
}

/** Has tRPC answer a call of the procedure at `path`. */
type Trpc = (request: FastifyRequest, reply: FastifyReply, path: string) => Promise<void>;

const PATH = "stats.get";

/**
 * Answers `stats.get`, asked alone and spelled as tRPC's clients spell it, where a board is ready to send: the same answer
 * without a procedure's way. Every other question at this address goes to tRPC, the first one of each second too, which
 * makes the board ready. A route of its own, which Fastify takes before tRPC's: so every hook comes first, as for all.
 */
export function trpcBoards(app: FastifyInstance, prefix: string, boards: ReadyBoards, trpc: Trpc): void {
  const questions = new Map(Period.options.flatMap((period) => questionsOf(prefix, period)));
  // HEAD is tRPC's, as at its other addresses.
  app.get(`${prefix}/${PATH}`, { exposeHeadRoute: false }, (request, reply) => {
    const question = questions.get(request.url);
    const board = question && boards.latest(question.period);
    if (!question || !board) return trpc(request, reply, PATH);
    // Not returned: Fastify would wait for its end as for a promise's.
    sendBoard(request, reply, board, question.envelope, "no-store");
  });
}

function questionsOf(prefix: string, period: Period): [url: string, Question][] {
  const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
  return [
    [`${prefix}/${PATH}?input=${ask(period)}`, { period, envelope: "call" }],
    [`${prefix}/${PATH}?batch=1&input=${ask({ 0: period })}`, { period, envelope: "batch" }],
  ];
}
