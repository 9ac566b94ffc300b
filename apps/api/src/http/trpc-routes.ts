import { appRouter, type AppRouter, type Context } from "@evalboard/router";
import {
  type FastifyHandlerOptions,
  fastifyRequestHandler,
  fastifyTRPCPlugin,
} from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "../telemetry/metrics.ts";
import { type ReadyBoards, trpcBoards } from "./boards.ts";

const PREFIX = "/trpc";

/** More calls than this in one request are refused; the client sends at most as many. */
const MAX_BATCH_SIZE = 20;

/** tRPC below `/trpc`. */
export async function trpcRoutes(
  app: FastifyInstance,
  services: Omit<Context, "requestId">,
  boards: ReadyBoards,
  metrics: Pick<Metrics, "readyCallEnded">,
): Promise<void> {
  const trpcOptions: FastifyHandlerOptions<AppRouter, FastifyRequest, FastifyReply> = {
    router: appRouter,
    maxBatchSize: MAX_BATCH_SIZE,
    createContext: ({ req }) => ({ ...services, requestId: req.id }),
    onError: ({ error, req, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") req.log.error({ err: error.cause ?? error, path });
    },
    // A body kept by the browser would say `freshForMs` of when it was sent, and the board would be
    // older than its promise: here react-query alone keeps answers.
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
  };
  trpcBoards(app, PREFIX, {
    boards,
    trpc: (req, res, path) => fastifyRequestHandler({ ...trpcOptions, req, res, path }),
    onReadyCall: metrics.readyCallEnded,
  });
  await app.register(fastifyTRPCPlugin<AppRouter>, { prefix: PREFIX, trpcOptions });
}

const procedures = new Set(Object.keys(appRouter._def.procedures));

/** Names the procedures that an address below `/trpc` calls, `unknown` those that there are not; undefined for other addresses. */
export function proceduresAt(url: string): string[] | undefined {
  const [path = ""] = url.split("?", 1);
  if (!path.startsWith(`${PREFIX}/`)) return undefined;
  const names = path.slice(PREFIX.length + 1).split(",", MAX_BATCH_SIZE);
  return names.map((name) => (procedures.has(name) ? name : "unknown"));
}
