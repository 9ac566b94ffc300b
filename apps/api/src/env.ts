import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { RunFilter, Tags } from "@evalboard/contract";
import { serversOf } from "@evalboard/db";
import { TimeZone } from "@evalboard/stats";
import { z } from "zod";
import { accessEnv } from "./access-env.ts";
import { isPrivateUrl } from "./alerts/public-address.ts";
import { limitsEnv } from "./limits.ts";
import { logLevels } from "./telemetry/log.ts";
import { isDisabled, tracesEnv } from "./telemetry/traces-env.ts";

/** What Standard Webhooks call a symmetric secret. */
const WebhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
    'must be "whsec_" and 24 to 64 random bytes in base64, such as from: echo "whsec_$(openssl rand -base64 32)"',
  );

const Switch = z.enum(["true", "false"], 'must be "true" or "false"').transform((text) => text === "true");

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

/** As a browser sends it, and nothing that a policy would read as more than one. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[a-z0-9.:[\]-]+$/.test(text) && URL.parse(text)?.origin === text;
}

/** `https://reports.example.com`, several with commas between. */
const Origins = z.string().transform((text, context) => {
  const origins = text.split(",").map((origin) => origin.trim());
  if (origins.every(isOrigin)) return origins;
  const star = origins.includes("*") ? "* is not taken: " : "";
  context.addIssue(
    `${star}must be origins such as https://reports.example.com, scheme and host and port without a path or a slash at the end, several with commas between`,
  );
  return z.NEVER;
});

/** What is wrong with a database URL, which is never repeated, for it holds a password; undefined where nothing is. */
function faultOfUrl(url: string): string | undefined {
  try {
    serversOf(url);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const DatabaseUrl = z.string().transform((url, context) => {
  const fault = faultOfUrl(url);
  if (fault === undefined) return url;
  context.addIssue(
    `must be postgresql://user:password@host:port/database, several hosts with commas between. ${fault}`,
  );
  return z.NEVER;
});

/** A URL for each, several with commas between. */
const ReplicaUrls = z.string().transform((text, context) => {
  const urls = text.split(",").map((url) => url.trim());
  const faults = urls.map(faultOfUrl).filter((fault) => fault !== undefined);
  if (faults.length === 0) return urls;
  context.addIssue(
    `must be postgresql://user:password@host:port/database, one for each replica with one host, several with commas between; a comma within is %2C. ${faults[0]}`,
  );
  return z.NEVER;
});

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** What would be in it beside, such as `?family=6`, would be taken for settings of the connection. */
function isRedisUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^rediss?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    isPercentEncoded(url.username + url.password) &&
    /^(\/\d*)?$/.test(url.pathname) &&
    `${url.search}${url.hash}` === ""
  );
}

function refusesWebhook({
  ALERT_WEBHOOK_URL: url,
  ALERT_WEBHOOK_ALLOW_PRIVATE: allowsPrivate,
}: {
  readonly ALERT_WEBHOOK_URL?: string | undefined;
  readonly ALERT_WEBHOOK_ALLOW_PRIVATE: boolean;
}): boolean {
  return url !== undefined && !allowsPrivate && isPrivateUrl(url);
}

const Env = z
  .object({
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
    DATABASE_URL: DatabaseUrl.optional(),
    DATABASE_REPLICA_URLS: ReplicaUrls.optional(),
    REDIS_URL: z
      .string()
      .refine(
        isRedisUrl,
        "must be redis://user:password@host:port/0, or rediss://… over TLS; what is neither a letter nor a digit in a password is percent-encoded",
      )
      .optional(),
    EVALBOARD_DATA_DIR: z.string().min(1).default(".evalboard"),
    EVALBOARD_TIME_ZONE: TimeZone.default("UTC"),
    LOW_MEMORY: Switch.optional(),
    ALERT_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, error: "must be the http or https address that alerts are posted to" })
      .optional(),
    ALERT_WEBHOOK_SECRET: WebhookSecret.optional(),
    ALERT_WEBHOOK_ALLOW_PRIVATE: Switch.default(false),
    ALERT_LABEL: RunFilter.shape.label,
    ALERT_TAGS: TagList.optional(),
    ALERT_ERROR_RATE: z.coerce.number("must be a share from 0 to 1").min(0).max(1).optional(),
    CORS_ORIGINS: Origins.optional(),
    EMBED_ORIGINS: Origins.optional(),
    ...limitsEnv,
    LOG_LEVEL: z.enum(logLevels).default("warn"),
    ...accessEnv,
    ...tracesEnv,
  })
  .refine((env) => env.DATABASE_REPLICA_URLS === undefined || env.DATABASE_URL !== undefined, {
    path: ["DATABASE_URL"],
    error: "must be set beside DATABASE_REPLICA_URLS, to the PostgreSQL that they are replicas of",
    when: () => true,
  })
  .refine((env) => env.ALERT_WEBHOOK_URL === undefined || env.ALERT_WEBHOOK_SECRET !== undefined, {
    path: ["ALERT_WEBHOOK_SECRET"],
    error: "must be set beside ALERT_WEBHOOK_URL: alerts are signed",
    // Beside other faults too: all are reported at once.
    when: () => true,
  })
  .refine((env) => !refusesWebhook(env), {
    path: ["ALERT_WEBHOOK_URL"],
    error:
      "must be a public address, unless ALERT_WEBHOOK_ALLOW_PRIVATE=true lets alerts go to a private one",
    when: () => true,
  })
  .refine((env) => env.REDIS_URL === undefined || env.DATABASE_URL !== undefined, {
    path: ["REDIS_URL"],
    error:
      "is for the servers of a PostgreSQL: set DATABASE_URL too, or leave it out, since a data folder has one server, whose memory is enough",
    when: () => true,
  })
  .refine((env) => env.TRUSTED_PROXY_USER_HEADER === undefined || env.TRUSTED_PROXY !== undefined, {
    path: ["TRUSTED_PROXY"],
    error: "must be set beside TRUSTED_PROXY_USER_HEADER: of nobody else is a user's name taken",
    when: () => true,
  });
export type Env = z.infer<typeof Env>;

/** The settings, all faults reported at once. Throws an `Error` that names each setting and what would be right. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  // An empty line in a .env file means that the setting is not made.
  const isSet = ([name, value]: [string, unknown]) =>
    value !== "" && !(name.startsWith("OTEL_") && isDisabled(variables));
  const set = Object.fromEntries(Object.entries(variables).filter(isSet));
  const env = Env.safeParse(set);
  if (env.success) return env.data;
  const faults = env.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`Settings that are wrong:\n${faults.join("\n")}`);
}

/** What was said when the server was started: it goes before the environment. */
export type GivenSettings = Readonly<Partial<Record<"HOST" | "PORT" | "EVALBOARD_DATA_DIR", string>>>;

/** The settings of this process: what was given, its environment, and `.env` in the current folder for what neither sets. */
export function readEnv(given: GivenSettings = {}): Env {
  if (existsSync(".env")) loadEnvFile(".env");
  return parseEnv({ ...process.env, ...given });
}
