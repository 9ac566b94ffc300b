import { createAttempts } from "@evalboard/access";
import compress from "@fastify/compress";
import { fastify, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { backupRoute, type MakeBackup } from "./http/backup-route.ts";
import type { TrustedProxy } from "./access-env.ts";
import { admission, type Rule, untilPrepared } from "./http/admission.ts";
import { callerRule } from "./http/caller-rule.ts";
import { createContexts } from "./http/context.ts";
import { readyBoards, statsRoute } from "./http/boards.ts";
import { doCalls } from "./http/calls.ts";
import { answerUnreadable, headBytes } from "./http/client-errors.ts";
import { errorHandler, faultOf, nothingThere } from "./http/errors.ts";
import { type Health, healthRoutes } from "./http/health.ts";
import { shedding } from "./http/load-shedding.ts";
import { otherOrigins } from "./http/other-origins.ts";
import { addressOf, rateLimit } from "./http/rate-limit.ts";
import { addressesWithin, batchesWithin, callsOf, depthWithin } from "./http/request-shape.ts";
import { openApiRoutes } from "./http/rest/openapi-routes.ts";
import { restRoutes } from "./http/rest/routes.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { proceduresAt, trpcRoutes } from "./http/trpc-routes.ts";
import { webApp } from "./http/web-app.ts";
import { defaultLimits, type Limits } from "./limits.ts";
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
  /** Whether nobody comes in without a key. */
  readonly keysAsked: boolean;
  /** The reverse proxy whose word is taken. */
  readonly proxy?: TrustedProxy | undefined;
  /** Who may come in, asked in this order once the database is prepared, before it is asked who it is. */
  readonly rules?: readonly Rule[];
  readonly limits?: Limits | undefined;
  readonly log: FastifyBaseLogger;
  readonly telemetry: Telemetry;
  readonly databaseLoad?: Scraped["databaseLoad"];
  readonly replicaStates?: Scraped["replicaStates"];
  /** Without it nobody can ask for a backup. */
  readonly makeBackup?: MakeBackup | undefined;
}

/** The whole server, not yet listening. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { metrics, tracing } = deps.telemetry;
  const { limits = defaultLimits } = deps;
  const isLogged = ["trace", "debug", "info"].includes(deps.log.level);
  const app = fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    http: { maxHeaderSize: headBytes(limits.urlLength) },
    clientErrorHandler: answerUnreadable(limits.urlLength),
    keepAliveTimeout: 72_000,
    // Whoever is in when it closes is still answered.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: headBytes(limits.urlLength) },
    loggerInstance: deps.log,
    logController: new RequestWatch({ metrics, isLogged, proceduresAt }),
    genReqId: createRequestIds(),
    // Of nobody else is it taken what address, host and scheme a request came to.
    trustProxy: deps.proxy ? [...deps.proxy.addresses] : false,
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
  const { access, keysAsked, proxy } = deps;
  const attempts = createAttempts();
  app.decorateRequest("caller", null);
  admission(app, [
    untilPrepared(deps.health),
    ...limitRules(app, limits),
    ...(deps.rules ?? []),
    callerRule({ access, keysAsked, proxy, attempts }),
    ...limitOfKeys(limits),
  ]);
  depthWithin(app, limits.jsonDepth);
  await app.register(compress);
  healthRoutes(app, deps.health);
  const { stats, runs, items, names, facts, views, settings, demo, health } = deps;
  metricsRoute(app, metrics, {
    stats,
    facts,
    databaseLoad: deps.databaseLoad,
    replicaStates: deps.replicaStates,
  });
  const doCall = doCalls({ answerMs: limits.answerMs, isLost: health.isLost });
  const boards = readyBoards(stats, metrics.boardReady);
  statsRoute(app, boards, doCall);
  const services = {
    stats,
    runs,
    items,
    names,
    facts,
    views,
    settings,
    demo,
    around: aroundCalls(deps.telemetry, doCall),
    faultOf: (error: unknown) => faultOf(error, health),
  };
  const contextOf = createContexts({ services, access, keysAsked, attempts });
  await trpcRoutes(app, contextOf, boards, { metrics, limits });
  await restRoutes(app, contextOf, limits);
  openApiRoutes(app);
  if (deps.makeBackup) backupRoute(app, deps.makeBackup);
  if (deps.webRoot === undefined) app.setNotFoundHandler(nothingThere);
  else await webApp(app, deps.webRoot);
  return app;
}

/** What is asked of a request's head, the cheapest first. */
function limitRules(app: FastifyInstance, limits: Limits): Rule[] {
  const { loopDelayMs, batchCalls, urlLength, callsPerMinute } = limits;
  return [
    ...(loopDelayMs === 0 ? [] : [shedding(app, loopDelayMs)]),
    batchesWithin(batchCalls),
    addressesWithin(urlLength),
    ...(callsPerMinute === 0 ? [] : [rateLimit({ callsPerMinute, callerOf: addressOf, callsOf })]),
  ];
}

/** A key may be used from many addresses, and from loopback. */
function limitOfKeys({ callsPerMinute }: Limits): Rule[] {
  if (callsPerMinute === 0) return [];
  return [rateLimit({ callsPerMinute, callerOf: ({ caller }) => caller?.keyId ?? undefined, callsOf })];
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
