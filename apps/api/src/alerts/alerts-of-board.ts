import type { Webhook } from "@evalboard/contract";
import type { Duties, Orm } from "@evalboard/db";
import { createWatchReader, type KeptFigures } from "@evalboard/stats";
import type { SettingStore } from "@evalboard/team";
import type { Logger } from "pino";
import type { Env } from "../env.ts";
import type { Closable } from "../stop-on-signal.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { startAlerts } from "./alerts.ts";

interface AlertingOptions {
  readonly orm: Orm;
  readonly kept: KeptFigures;
  readonly duties: Duties;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly settings: Pick<SettingStore, "alerts">;
}

/** The webhook of the environment, where one is set there. */
export function webhookOf({
  ALERT_WEBHOOK_URL: url,
  ALERT_WEBHOOK_SECRET: secret,
}: Env): Webhook | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}

/** Starts what tells the webhook, once one is set. */
export function startAlertsOf(
  env: Env,
  { orm, kept, duties, log, telemetry, settings }: AlertingOptions,
): Closable {
  const allowPrivate = env.ALERT_WEBHOOK_ALLOW_PRIVATE;
  const where = { label: env.ALERT_LABEL, tags: env.ALERT_TAGS };
  return startAlerts({
    orm,
    duties,
    board: createWatchReader({ orm, kept, timeZone: env.EVALBOARD_TIME_ZONE }),
    rules: async () => {
      const set = await settings.alerts();
      return set && { webhook: { ...set.webhook, allowPrivate }, allowedErrorRate: set.errorRate, where };
    },
    onError: (error) => log.warn(error, "alerts: will be tried again"),
    onSent: telemetry.metrics.alertSent,
  });
}
