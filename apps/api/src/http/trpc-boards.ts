import { Period } from "@evalboard/stats/contract";
import type { FastifyInstance } from "fastify";
import type { Envelope } from "./ready-board.ts";
import type { ReadyBoards } from "./ready-boards.ts";
import { sendBoard } from "./send-board.ts";

/** A question as tRPC's clients write it. */
interface Question {
  readonly period: Period;
  readonly envelope: Envelope;
}

/**
 * Answers `stats.get`, asked alone and spelled as tRPC's clients spell it, where a board is ready to send: the same answer
 * without a procedure's way. Everything else goes on to tRPC, the first question of each second too, which makes the board
 * ready. What must come first for every caller, such as who it is, is a hook before this one.
 */
export function trpcBoards(app: FastifyInstance, prefix: string, boards: ReadyBoards): void {
  const questions = new Map(Period.options.flatMap((period) => questionsOf(prefix, period)));
  app.addHook("onRequest", (request, reply, done) => {
    const question = request.method === "GET" ? questions.get(request.url) : undefined;
    const board = question && boards.latest(question.period);
    if (question && board) sendBoard(request, reply, board, question.envelope, "no-store");
    else done();
  });
}

function questionsOf(prefix: string, period: Period): [url: string, Question][] {
  const ask = (input: unknown) => encodeURIComponent(JSON.stringify(input));
  return [
    [`${prefix}/stats.get?input=${ask(period)}`, { period, envelope: "call" }],
    [`${prefix}/stats.get?batch=1&input=${ask({ 0: period })}`, { period, envelope: "batch" }],
  ];
}
