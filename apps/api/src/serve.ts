import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { startAlerts } from "@evalboard/alerts";
import { createOrm, isDatabaseUnavailable, migrate, type Orm } from "@evalboard/db";
import { createFactKeeper } from "@evalboard/facts";
import { createRunStore, type RunStore } from "@evalboard/runs";
import { createStatsReader, createWatchReader } from "@evalboard/stats";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { alertSettings } from "./alert-settings.ts";
import type { Env } from "./env.ts";
import { onceReachable } from "./once-reachable.ts";
import { buildServer } from "./server.ts";

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
  const orm = await createOrm({ databaseUrl: env.DATABASE_URL, dataDir });
  const runs = createRunStore({ orm });
  const stats = createStatsReader({
    orm,
    timeZone: env.EVALBOARD_TIME_ZONE,
    onError: (error) => app.log.error(error, "the board could not be computed"),
  });
  const facts = createFactKeeper({
    orm,
    timeZone: env.EVALBOARD_TIME_ZONE,
    onError: (error) => app.log.error(error, "the facts could not be kept up"),
  });
  let isPrepared = false;
  let alerts: ReturnType<typeof startAlerts> | undefined;
  const health = {
    isPrepared: () => isPrepared,
    isReady: async () => isPrepared && (await orm.isConnected()),
    isOutage: isDatabaseUnavailable,
  };
  const webRoot = existsSync(webDist) ? webDist : undefined;
  const app = await buildServer({ stats, runs, facts, health, webRoot, logLevel: env.LOG_LEVEL });
  closeWithGrace({ delay: STOP_DELAY_MS, logger: false }, async ({ err }) => {
    if (err) app.log.fatal(err);
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
    const onError = (error: unknown) => app.log.warn(error, "alerts: will be tried again");
    const board = createWatchReader({ orm, timeZone: env.EVALBOARD_TIME_ZONE });
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
