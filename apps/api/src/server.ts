import compress from "@fastify/compress";
import { fastify, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { admission, type Rule, untilPrepared } from "./http/admission.ts";
import { readyBoards, statsRoute } from "./http/boards.ts";
import { errorHandler, faultOf } from "./http/errors.ts";
import { type Health, healthRoutes } from "./http/health.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { trpcRoutes } from "./http/trpc-routes.ts";
import { webApp } from "./http/web-app.ts";
import type { Services } from "./services.ts";

/** What a server works with. */
export interface ServerDeps extends Services {
  readonly health: Health;
  /** The folder of the built web app; without one only the API answers. */
  readonly webRoot?: string | undefined;
  /** Who may come in, asked in this order once the database is prepared. */
  readonly rules?: readonly Rule[];
  readonly log: FastifyBaseLogger;
}

/** Largest body of a call, bytes: a recording of 1 000 results. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** The whole server, not yet listening. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
    loggerInstance: deps.log,
  });
  closeIdleConnections(app);
  errorHandler(app, deps.health);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  securityHeaders(app);
  admission(app, [untilPrepared(deps.health), ...(deps.rules ?? [])]);
  await app.register(compress);
  healthRoutes(app, deps.health);
  const { stats, runs, items, names, facts, health } = deps;
  const boards = readyBoards(stats);
  statsRoute(app, boards);
  const services = { stats, runs, items, names, facts };
  await trpcRoutes(app, { ...services, faultOf: (error) => faultOf(error, health) }, boards);
  if (deps.webRoot !== undefined) await webApp(app, deps.webRoot);
  return app;
}

/** Without this, closing waits until every browser has left its kept-alive connection. */
function closeIdleConnections(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isClosing) reply.header("connection", "close");
    done();
  });
}
