import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createOrm, isDatabaseUnavailable, migrate, type Orm } from "@evalboard/db";
import type { RunStore } from "@evalboard/runs";
import { createWatchReader } from "@evalboard/stats";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { type AlertsOptions, startAlerts } from "./alerts/alerts.ts";
import type { Env } from "./env.ts";
import { buildServer } from "./server.ts";
import { createServices } from "./services.ts";

/** Runs a program; what keeps it from starting is said in its own words, without a stack. */
export async function orExplain(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Absent while the web app is developed: then Vite serves it. */
const webDist = resolve(import.meta.dirname, "../../web/dist");

/** How long calls in flight may take to end after a stop was asked for, ms. */
const STOP_DELAY_MS = 10_000;

/**
 * Listens, opens and prepares the database, and serves until a signal. While a PostgreSQL is away it waits for it,
 * answering 503. Throws whatever else keeps it from starting.
 */
export async function serve(
  env: Env,
  fill: (services: { orm: Orm; runs: RunStore }) => Promise<unknown> = async () => {},
): Promise<void> {
  const dataDir = resolve(env.EVALBOARD_DATA_DIR);
  const timeZone = env.EVALBOARD_TIME_ZONE;
  const log = pino({ level: env.LOG_LEVEL });
  const orm = await createOrm({ databaseUrl: env.DATABASE_URL, dataDir });
  const { runs, stats, facts } = createServices({ orm, timeZone, log });
  let isPrepared = false;
  let alerts: ReturnType<typeof startAlerts> | undefined;
  const health = {
    isPrepared: () => isPrepared,
    isReady: async () => isPrepared && (await orm.isConnected()),
    isOutage: isDatabaseUnavailable,
  };
  const webRoot = existsSync(webDist) ? webDist : undefined;
  const app = await buildServer({ stats, runs, facts, health, webRoot, log });
  closeWithGrace({ delay: STOP_DELAY_MS, logger: false }, async ({ err }) => {
    if (err) log.fatal(err);
    await app.close();
    await alerts?.close();
    await facts.close();
    await stats.close();
    await orm.close();
  });
  const address = await listen(app, env);
  await onceReachable(isDatabaseUnavailable, async () => {
    await migrate(orm);
    await fill({ orm, runs });
  });
  isPrepared = true;
  facts.start();
  const settings = alertSettings(env);
  if (settings !== undefined) {
    const onError = (error: unknown) => log.warn(error, "alerts: will be tried again");
    const board = createWatchReader({ orm, timeZone });
    alerts = startAlerts({ orm, board, onError, ...settings });
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

/** Where alerts go and what gives cause for them, or undefined where no webhook is set. */
function alertSettings(env: Env): Pick<AlertsOptions, "webhook" | "allowedErrorRate"> | undefined {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret, ALERT_ERROR_RATE: allowedErrorRate } = env;
  if (url === undefined || secret === undefined) return undefined;
  return { webhook: { url, key: Buffer.from(secret.slice("whsec_".length), "base64") }, allowedErrorRate };
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** Does the work, again and again while the database is away, waiting longer each time. Throws any other error. */
async function onceReachable(
  isOutage: (error: unknown) => boolean,
  work: () => Promise<void>,
): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error)) throw error;
      process.stderr.write(`The database cannot be reached; trying again in ${waitMs} ms\n`);
      await setTimeout(waitMs);
    }
  }
}
