import { Period } from "@evalboard/contract";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { ReadyBoards } from "./ready-boards.ts";
import { sendBoard } from "./send-board.ts";

const Query = z.strictObject({ period: Period });

/** `GET /api/runs/stats/?period=7d`: the reply of `stats.get` for whoever has no tRPC, to be kept as long as it is fresh. */
export function statsRoute(app: FastifyInstance, boards: ReadyBoards): void {
  app.get("/api/runs/stats", async (request, reply) => {
    const { period } = Query.parse(request.query);
    const board = await boards.get(period);
    return sendBoard(request, reply, board, "bare", `private, max-age=${board.maxAgeSeconds}`);
  });
}
