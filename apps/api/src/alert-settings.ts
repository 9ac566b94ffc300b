import type { AlertsOptions } from "@evalboard/alerts";
import type { Env } from "./env.ts";

/** Where alerts go and what gives cause for them, or undefined where no webhook is set. */
export function alertSettings(env: Env): Pick<AlertsOptions, "webhook" | "allowedErrorRate"> | undefined {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret, ALERT_ERROR_RATE: allowedErrorRate } = env;
  if (url === undefined || secret === undefined) return undefined;
  return { webhook: { url, key: Buffer.from(secret.slice("whsec_".length), "base64") }, allowedErrorRate };
}
