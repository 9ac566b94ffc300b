import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { RunFilter, Tags } from "@evalboard/contract";
import { TimeZone } from "@evalboard/stats";
import { z } from "zod";

/** What Standard Webhooks call a symmetric secret. */
const WebhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
    'must be "whsec_" and 24 to 64 random bytes in base64, such as from: echo "whsec_$(openssl rand -base64 32)"',
  );

/** `NAME=VALUE`, several with commas between. */
const TagList = z
  .string()
  .transform((text, context) => {
    const pairs = text.split(",").map((pair) => /^([^=]+)=(.+)$/.exec(pair)?.slice(1) ?? []);
    if (pairs.every((pair) => pair.length === 2)) return Object.fromEntries(pairs);
    context.addIssue("must be NAME=VALUE, such as team=search, several with commas between");
    return z.NEVER;
  })
  .pipe(Tags);

const Env = z
  .object({
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: "must be postgresql://user:password@host:port/database" })
      .optional(),
    EVALBOARD_DATA_DIR: z.string().min(1).default(".evalboard"),
    EVALBOARD_TIME_ZONE: TimeZone.default("UTC"),
    ALERT_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, error: "must be the http or https address that alerts are posted to" })
      .optional(),
    ALERT_WEBHOOK_SECRET: WebhookSecret.optional(),
    ALERT_LABEL: RunFilter.shape.label,
    ALERT_TAGS: TagList.optional(),
    ALERT_ERROR_RATE: z.coerce.number("must be a share from 0 to 1").min(0).max(1).default(0.1),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("warn"),
  })
  .refine((env) => env.ALERT_WEBHOOK_URL === undefined || env.ALERT_WEBHOOK_SECRET !== undefined, {
    path: ["ALERT_WEBHOOK_SECRET"],
    error: "must be set beside ALERT_WEBHOOK_URL: alerts are signed",
    // Beside other faults too: all are reported at once.
    when: () => true,
  });
export type Env = z.infer<typeof Env>;

/** The settings, all faults reported at once. Throws an `Error` that names each setting and what would be right. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  // An empty line in a .env file means that the setting is not made.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const env = Env.safeParse(set);
  if (env.success) return env.data;
  const faults = env.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`Settings that are wrong:\n${faults.join("\n")}`);
}

/** The settings of this process: its environment, and `.env` in the current folder for what that does not set. */
export function readEnv(): Env {
  if (existsSync(".env")) loadEnvFile(".env");
  return parseEnv(process.env);
}
