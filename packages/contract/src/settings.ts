import { z } from "zod";
import { Fraction, Name } from "./values.ts";
import { MAX_RETENTION_DAYS, MAX_RETENTION_RULES, settingSources } from "./words.ts";

/** Texts of runs that completed so many days ago are removed, of one dataset or of all, as `runs.prune` does it. */
export const RetentionRule = z.strictObject({
  /** By any of its names; null for every dataset. */
  dataset: Name.nullable(),
  olderThanDays: z
    .int("must be whole days")
    .min(1, "must be 1 or more")
    .max(MAX_RETENTION_DAYS, `must be at most ${MAX_RETENTION_DAYS}`),
});
export type RetentionRule = z.infer<typeof RetentionRule>;

const RetentionRules = z
  .array(RetentionRule)
  .max(MAX_RETENTION_RULES, `must be at most ${MAX_RETENTION_RULES} rules`)
  .refine(
    (rules) => new Set(rules.map(({ dataset }) => dataset)).size === rules.length,
    "must name each dataset once",
  );

const WebhookUrl = z.url({
  protocol: /^https?$/,
  error: "must be the http or https address that alerts are posted to",
});

/** What Standard Webhooks call a symmetric secret. */
const WebhookSecret = z
  .string()
  .regex(
    /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/,
    'must be "whsec_" and 24 to 64 random bytes in base64, such as from: echo "whsec_$(openssl rand -base64 32)"',
  );

/** Where alerts are posted to, and what they are signed with. */
export const Webhook = z.strictObject({ url: WebhookUrl.max(2_000), secret: WebhookSecret });
export type Webhook = z.infer<typeof Webhook>;

/** What can be set, as it is stored: `passMark` is of runs that are started from then on and say none of their own. */
export const SettingValues = z.object({
  passMark: Fraction,
  alertErrorRate: Fraction,
  webhook: Webhook,
  retention: RetentionRules,
});
export type SettingValues = z.infer<typeof SettingValues>;

/**
 * What is to be set otherwise; what is left out stays, and null is as it was before anybody set it. A webhook's secret may be
 * left out where there is one: it stays.
 */
export const ChangeSettings = z.strictObject({
  passMark: Fraction.nullable().optional(),
  alertErrorRate: Fraction.nullable().optional(),
  webhook: Webhook.partial({ secret: true }).nullable().optional(),
  retention: RetentionRules.nullable().optional(),
});
export type ChangeSettings = z.input<typeof ChangeSettings>;

/** A setting, whose it is, and the variable of the environment by which it can be set for good; null where none can. */
const held = <Value extends z.ZodType>(value: Value) =>
  z.object({ value, source: z.enum(settingSources), variable: z.string().nullable() });

/** How the board is set. The webhook's secret is never sent. */
export const Settings = z.object({
  /** The reporting zone, an IANA name: by the environment alone. */
  timeZone: held(z.string()),
  passMark: held(Fraction),
  alertErrorRate: held(Fraction),
  /** Null where nobody is told. */
  webhook: held(z.object({ url: z.string() }).nullable()),
  /** Without rules texts stay. */
  retention: held(z.array(RetentionRule)),
});
export type Settings = z.infer<typeof Settings>;

/** Whether a test message arrived, and what kept it from that; the status and words are of the receiver, or of the way to it. */
export const TestedWebhook = z.object({ delivered: z.boolean(), error: z.string().nullable() });
export type TestedWebhook = z.infer<typeof TestedWebhook>;
