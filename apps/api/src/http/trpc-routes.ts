import { appRouter, type AppRouter, listOperations } from "@evalboard/router";
import {
  type FastifyHandlerOptions,
  fastifyRequestHandler,
  fastifyTRPCPlugin,
} from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Limits } from "../limits.ts";
import type { ContextOf } from "./context.ts";
import { type ReadyBoards, trpcBoards } from "./boards.ts";
import { outage } from "./errors.ts";
import { TRPC } from "./request-shape.ts";

/** tRPC below `/trpc`. */
export async function trpcRoutes(
  app: FastifyInstance,
  contextOf: ContextOf,
  boards: ReadyBoards,
  { metrics, limits }: { metrics: Pick<Metrics, "readyCallEnded">; limits: Limits },
): Promise<void> {
  const trpcOptions: FastifyHandlerOptions<AppRouter, FastifyRequest, FastifyReply> = {
    router: appRouter,
    maxBatchSize: limits.batchCalls,
    createContext: ({ req, res }) => contextOf(req, res),
    onError: ({ error, req, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") req.log.error({ err: error.cause ?? error, path });
    },
    // A body kept by the browser would say `freshForMs` of when it was sent, and the board would be
    // older than its promise: here react-query alone keeps answers, once the page has taken them.
    responseMeta: ({ errors }) => {
      const isOut = errors.some(({ code }) => code === "SERVICE_UNAVAILABLE");
      const retryAfter = isOut ? { "retry-after": String(outage.retryAfterSeconds) } : {};
      return { headers: { "cache-control": "no-store", ...retryAfter } };
    },
  };
  trpcBoards(app, TRPC, {
    boards,
    trpc: (req, res, path) => fastifyRequestHandler({ ...trpcOptions, req, res, path }),
    onReadyCall: metrics.readyCallEnded,
  });
  await app.register(async (scope) => {
    scope.removeContentTypeParser("application/json");
    scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { path: string } }>(
      `${TRPC}/:path(${recording})`,
      { bodyLimit: limits.recordingBytes },
      (req, res) => fastifyRequestHandler({ ...trpcOptions, req, res, path: req.params.path }),
    );
  });
  await app.register(fastifyTRPCPlugin<AppRouter>, { prefix: TRPC, trpcOptions });
}

/** What begins with recording, alone or in a batch: bodies with results may be larger. */
const recording = String.raw`^runs\.record\.[\w.,]+$`;

/** More of them make no line of the log easier to read. */
const MAX_NAMES = 20;

const procedures = new Set(Object.keys(appRouter._def.procedures));

/** Names the procedures that an address below `/trpc` calls, `unknown` those that there are not; undefined for other addresses. */
export function proceduresAt(url: string): string[] | undefined {
  const [path = ""] = url.split("?", 1);
  if (!path.startsWith(`${TRPC}/`)) return undefined;
  const names = path.slice(TRPC.length + 1).split(",", MAX_NAMES);
  return names.map((name) => (procedures.has(name) ? name : "unknown"));
}

const openProcedures = new Set(
  listOperations().flatMap(({ name, access }) => (access === "open" ? [name] : [])),
);

/** Whether one of the procedures that a request calls may be called by whoever asks: tRPC tells the others by themselves. */
export function hasOpenCall({ url }: { readonly url: string }): boolean {
  return proceduresAt(url)?.some((name) => openProcedures.has(name)) ?? false;
}
