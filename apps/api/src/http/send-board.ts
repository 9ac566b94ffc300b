import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Encoding, Envelope, ReadyBoard } from "./ready-board.ts";

const supported: Encoding[] = ["br", "gzip", "identity"];

/** What tells one answer at an address from another; tRPC reads `accept` for its streams. */
const vary = {
  bare: "accept-encoding",
  call: "trpc-accept, accept, accept-encoding",
  batch: "trpc-accept, accept, accept-encoding",
} as const;

/** Sends a board, or that the asker's copy is the one. `cacheControl` says who may keep it. */
export function sendBoard(
  request: FastifyRequest,
  reply: FastifyReply,
  board: ReadyBoard,
  envelope: Envelope,
  cacheControl: string,
): FastifyReply {
  reply.headers({ "cache-control": cacheControl, etag: board.etag, vary: vary[envelope] });
  if (request.headers["if-none-match"]?.includes(board.etag)) return reply.code(304).send();
  const encoding = negotiate(request.headers["accept-encoding"] ?? "", supported) ?? "identity";
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type("application/json; charset=utf-8").send(board.body(envelope, encoding));
}
