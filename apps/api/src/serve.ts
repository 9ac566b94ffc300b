import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Deed, server as byItself } from "@evalboard/access";
import {
  createDuties,
  createOrm,
  createReplicas,
  isConnectionLost,
  isDatabaseUnavailable,
  migrate,
  type Orm,
  type ReplicaState,
} from "@evalboard/db";
import { pruneQuarters, type RunStore } from "@evalboard/runs";
import { createKeptFigures } from "@evalboard/stats";
import { agreeOnZone, OtherZone } from "@evalboard/team";
import type { FastifyInstance } from "fastify";
import pRetry from "p-retry";
import type { Logger } from "pino";
import { admissionOf } from "./access-env.ts";
import { startAlertsOf, webhookOf } from "./alerts/alerts-of-board.ts";
import { backupsOf } from "./backups.ts";
import type { Env } from "./env.ts";
import { limitsOf } from "./limits.ts";
import { directRule, hostRule } from "./http/host-rule.ts";
import { originRule } from "./http/origin-rule.ts";
import { startQuarters } from "./quarters.ts";
import { startReadingAhead } from "./reading-ahead.ts";
import { startRepeating } from "./repeating.ts";
import { NoAdminKey, requireAdmin } from "./require-admin.ts";
import { startRetention } from "./retention.ts";
import { type Closable, stopOnSignal } from "./stop-on-signal.ts";
import { watchZone } from "./watch-zone.ts";
import { buildServer } from "./server.ts";
import { createServices, layerOf } from "./services.ts";
import { createLog } from "./telemetry/log.ts";
import { countProcess } from "./telemetry/metrics.ts";
import { createTelemetry } from "./telemetry/telemetry.ts";
import { openTracing } from "./telemetry/tracing.ts";
import { traceSettings } from "./telemetry/traces-env.ts";

/** Where the files lie that are no code; each is in its own room of the repository where nothing is said. */
export interface ServedFiles {
  /** The folder of the built web app. It may be absent: while it is developed, Vite serves it. */
  readonly webRoot?: string;
  /** The result file that the demo imports. */
  readonly demoFile?: string;
  /** A filled data folder that the demo begins with; without one it is filled, which takes longer. */
  readonly demoArchive?: string;
}

/** Puts something onto a board before it is served. */
export type Fill = (services: { readonly orm: Orm; readonly runs: RunStore }) => Promise<unknown>;

interface ServeOptions {
  readonly files?: ServedFiles;
  readonly fill?: Fill;
  /** Whether the server's zone becomes the board's. */
  readonly changeTimeZone?: boolean;
}

const webDist = resolve(import.meta.dirname, "../../web/dist");

/**
 * Listens, opens and prepares the database, and serves until a signal. While a PostgreSQL is away it waits for it,
 * answering 503. Throws whatever else keeps it from starting.
 */
export async function serve(
  env: Env,
  {
    files: { webRoot: webFolder = webDist } = {},
    fill = async () => {},
    changeTimeZone: isChange = false,
  }: ServeOptions = {},
): Promise<void> {
  const dataDir = resolve(env.EVALBOARD_DATA_DIR);
  const timeZone = env.EVALBOARD_TIME_ZONE;
  const traces = traceSettings(env);
  const tracing = traces && (await openTracing(traces));
  const telemetry = createTelemetry(tracing);
  countProcess(telemetry.metrics);
  const log = createLog(env.LOG_LEVEL, { mixin: tracing?.ids });

  const connections = {
    statementTimeoutMs: env.STATEMENT_TIMEOUT_MS,
    maxConnections: env.DATABASE_POOL_SIZE,
    connectionTimeoutMs: env.DATABASE_WAIT_MS,
    onStatement: tracing?.statement,
  };
  const where = { databaseUrl: env.DATABASE_URL, dataDir, lowMemory: env.LOW_MEMORY };
  const orm = await createOrm({ ...where, ...connections });
  const urls = env.DATABASE_REPLICA_URLS;
  const replicas =
    urls && (await createReplicas({ primary: orm, urls, ...connections, onChange: tellReplica(log) }));
  const kept = createKeptFigures();
  const duties = createDuties(orm);
  const admission = admissionOf(env);
  const { keysAsked, proxy } = admission;
  const layer = await layerOf({ env, log, telemetry });
  const services = createServices({
    orm,
    timeZone,
    kept,
    replicas,
    layer,
    duties,
    log,
    telemetry,
    keysAsked,
    fixed: { alertErrorRate: env.ALERT_ERROR_RATE, webhook: webhookOf(env) },
    allowPrivateWebhook: env.ALERT_WEBHOOK_ALLOW_PRIVATE,
  });
  const { runs, stats, facts, access, settings, demo } = services;

  let isPrepared = false;
  let isStopping = false;
  const health = {
    isPrepared: () => isPrepared,
    isReady: async () => isPrepared && !isStopping && ((await stats.isKept()) || (await orm.isConnected())),
    isOutage: isDatabaseUnavailable,
    isLost: isConnectionLost,
  };
  const webRoot = existsSync(webFolder) ? webFolder : undefined;
  const { CORS_ORIGINS: corsOrigins, EMBED_ORIGINS: embedOrigins } = env;
  const app = await buildServer({
    ...services,
    health,
    webRoot,
    corsOrigins,
    embedOrigins,
    limits: limitsOf(env),
    keysAsked,
    proxy,
    rules: [hostRule(admission), directRule(admission), originRule(admission)],
    log,
    telemetry,
    databaseLoad: orm.load,
    replicaStates: replicas?.states,
    makeBackup: backupsOf(orm, env.DATABASE_URL === undefined ? dataDir : undefined),
  });
  const opened: Closable[] = [
    ...(tracing ? [tracing] : []),
    ...(layer ? [layer] : []),
    orm,
    ...(replicas ? [replicas] : []),
    stats,
    facts,
    demo,
  ];
  const stop = stopOnSignal({ app, opened, log, onStop: () => (isStopping = true) });
  const address = await listen(app, env);

  await onceReachable(async () => {
    for (const migration of await migrate(orm)) tellUpgrade(migration, log);
    await agreeOnZone(orm, { timeZone, isChange, now: new Date() });
    await layer?.attach(orm);
    requireAdmin(admission, await access.prepare(env.EVALBOARD_ADMIN_KEY), log);
    await fill({ orm, runs });
  });
  isPrepared = true;
  facts.start();
  opened.push(startReadingAhead({ orm, replicas, kept, timeZone, log }));
  for (const watch of replicas?.watches ?? []) opened.push(startRepeating(watch, { everyMs: 1_000 }));

  const onNoQuarter = (error: unknown) => {
    telemetry.metrics.quartersFailed();
    log.warn(error, "quarters of results: will be tried again");
  };
  opened.push(startQuarters({ orm, duties, onError: onNoQuarter }));
  opened.push(startAlertsOf(env, { orm, kept, duties, log, telemetry, settings }));
  const note = (deed: Deed) => access.audit.note(byItself, deed);
  const onError = (error: unknown) => log.warn(error, "retention: will be tried again");
  opened.push(
    startRetention({
      rules: () => settings.retention(),
      runs,
      pruneQuarters: (completedBefore, signal) =>
        pruneQuarters(orm, { completedBefore, now: new Date(), signal, onError }),
      duties,
      note,
      onError,
    }),
  );
  if (orm.isShared) {
    const onOther = (error: OtherZone) => {
      process.stderr.write(`${error.message}\n`);
      stop();
    };
    opened.push(watchZone({ orm, timeZone, onOther }));
  }

  const place = env.DATABASE_URL === undefined ? `in ${dataDir}` : "in the PostgreSQL of DATABASE_URL";
  process.stdout.write(`EvalBoard is at ${address}\nThe data lies ${place}. Stop with Ctrl+C.\n`);
}

async function listen(app: FastifyInstance, { HOST: host, PORT: port }: Env): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    throw new Error(`Cannot listen at ${host}:${port}; set PORT or HOST to another, or stop what is there`, {
      cause: error,
    });
  }
}

/** Does the work, again and again while the database is away, waiting longer each time. Throws any other error. */
async function onceReachable(work: () => Promise<void>): Promise<void> {
  await pRetry(work, {
    retries: Infinity,
    minTimeout: 250,
    maxTimeout: 5_000,
    shouldRetry: ({ error, retryDelay }) => {
      if (!isDatabaseUnavailable(error)) return false;
      process.stderr.write(`The database cannot be reached; trying again in ${retryDelay} ms\n`);
      return true;
    },
  });
}

/** What an upgrade has changed in the data of a board, by the migration that did it; the others only made room. */
const upgrades = new Map([
  [
    "Migration20261128204400_what_a_result_is",
    "passes were filled in from scores (a score of 0.5 or more passes), and prompt versions are numbered by when they were first run",
  ],
]);

function tellUpgrade(migration: string, log: Logger): void {
  const changes = upgrades.get(migration);
  if (changes !== undefined) log.warn(`the board was upgraded: ${changes}; see docs/upgrading.md`);
}

/** A line when a replica goes, and one when it is back. */
function tellReplica(log: Logger): (state: ReplicaState) => void {
  return ({ name, reason }) => {
    if (reason === null) log.warn(`replica ${name}: is read again`);
    else log.warn(`replica ${name}: is left out, ${reason}`);
  };
}

/** What sysexits.h calls EX_CONFIG: to start again as it is helps nobody. */
const EXIT_CONFIG = 78;

/** Runs a program; what keeps it from starting is said in its own words, without a stack. */
export async function orExplain(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof NoAdminKey || error instanceof OtherZone ? EXIT_CONFIG : 1);
  }
}
