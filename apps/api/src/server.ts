import compress from "@fastify/compress";
import { fastify, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { admission, type Rule, untilPrepared } from "./http/admission.ts";
import { readyBoards, statsRoute } from "./http/boards.ts";
import { errorHandler, faultOf, nothingThere } from "./http/errors.ts";
import { type Health, healthRoutes } from "./http/health.ts";
import { otherOrigins } from "./http/other-origins.ts";
import { openApiRoutes } from "./http/rest/openapi-routes.ts";
import { restRoutes } from "./http/rest/routes.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { proceduresAt, trpcRoutes } from "./http/trpc-routes.ts";
import { webApp } from "./http/web-app.ts";
import type { Services } from "./services.ts";
import { createRequestIds } from "./telemetry/log.ts";
import { RequestWatch } from "./telemetry/requests.ts";
import { metricsRoute, type Scraped } from "./telemetry/scrape.ts";
import { aroundCalls, type Telemetry } from "./telemetry/telemetry.ts";
import { traceRequests } from "./telemetry/traced-requests.ts";

/** What a server works with. */
export interface ServerDeps extends Services {
  readonly health: Health;
  /** The folder of the built web app; without one only the API answers. */
  readonly webRoot?: string | undefined;
  /** Whose pages may call from a browser; without any only this server's own. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Whose pages may show this server's in a frame. */
  readonly embedOrigins?: readonly string[] | undefined;
  /** Who may come in, asked in this order once the database is prepared. */
  readonly rules?: readonly Rule[];
  readonly log: FastifyBaseLogger;
  readonly telemetry: Telemetry;
  readonly databaseLoad?: Scraped["databaseLoad"];
}

/** Largest body of a call, bytes: a recording of 1 000 results. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** The whole server, not yet listening. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { metrics, tracing } = deps.telemetry;
  const isLogged = ["trace", "debug", "info"].includes(deps.log.level);
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
    loggerInstance: deps.log,
    logController: new RequestWatch({ metrics, isLogged, proceduresAt }),
    genReqId: createRequestIds(),
  });
  if (tracing) traceRequests(app, tracing);
  closeIdleConnections(app);
  errorHandler(app, deps.health);
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  securityHeaders(app, deps.embedOrigins ?? []);
  await otherOrigins(app, deps.corsOrigins ?? []);
  admission(app, [untilPrepared(deps.health), ...(deps.rules ?? [])]);
  await app.register(compress);
  healthRoutes(app, deps.health);
  const { stats, runs, items, names, facts, health } = deps;
  metricsRoute(app, metrics, { stats, facts, databaseLoad: deps.databaseLoad });
  const boards = readyBoards(stats, metrics.boardReady);
  statsRoute(app, boards);
  const context = {
    stats,
    runs,
    items,
    names,
    facts,
    around: aroundCalls(deps.telemetry),
    faultOf: (error: unknown) => faultOf(error, health),
  };
  await trpcRoutes(app, context, boards, metrics);
  await restRoutes(app, context);
  openApiRoutes(app);
  if (deps.webRoot === undefined) app.setNotFoundHandler(nothingThere);
  else await webApp(app, deps.webRoot);
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
