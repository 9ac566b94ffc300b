import {
  type ChangeSettings,
  DEFAULT_ERROR_RATE,
  DEFAULT_PASS_MARK,
  type RetentionRule,
  type Settings,
  SettingValues,
  type Webhook,
} from "@evalboard/contract";
import { Dataset, type Em, type Orm, Setting } from "@evalboard/db";
import type { z } from "zod";
import { InvalidSetting, TeamConflict } from "./errors.ts";

/** What the server's environment sets; it goes before what the board is set to, and is changed by nobody but who starts the server. */
export interface FixedSettings {
  /** An IANA name; `isSet` where it is not the one that is taken when nothing is said. */
  readonly timeZone: { readonly name: string; readonly isSet: boolean };
  readonly alertErrorRate: number | undefined;
  readonly webhook: Webhook | undefined;
}

/** A setting that was changed, in words without any secret. */
export interface SettingChange {
  readonly setting: keyof SettingValues;
  readonly from: string;
  readonly to: string;
}

/** How a board is set, for who changes that and for what goes by it. */
export interface SettingStore {
  get(): Promise<Settings>;
  /**
   * Throws `TeamConflict` for what the environment sets, and `InvalidSetting` for a dataset that there is not, for a webhook
   * without a secret, and for one that the server does not call.
   */
  change(change: z.output<typeof ChangeSettings>): Promise<{
    readonly settings: Settings;
    readonly changes: readonly SettingChange[];
  }>;
  /** What alerts go by; null where nobody is told. */
  alerts(): Promise<{ readonly webhook: Webhook; readonly errorRate: number } | null>;
  /** By which rules texts of old runs are removed; none where they stay. */
  retention(): Promise<readonly RetentionRule[]>;
}

interface SettingStoreOptions {
  readonly orm: Pick<Orm, "em">;
  readonly fixed: FixedSettings;
  /** Why the server does not call an address; undefined where it does. */
  readonly refusalOf: (url: string) => string | undefined;
  /** The server's clock. */
  readonly now?: () => Date;
}

/** The settings of one database. Nothing is cached: what was set counts at once, on every server that shares it. */
export function createSettingStore(options: SettingStoreOptions): SettingStore {
  const { orm, fixed, now = () => new Date() } = options;
  const stored = () => readStored(orm.em.fork());
  return {
    get: async () => sentSettings(await stored(), fixed),
    change: (change) => orm.em.fork().transactional((em) => changeSettings(em, change, options, now())),
    alerts: async () => {
      const { webhook, alertErrorRate: errorRate } = effective(await stored(), fixed);
      return webhook && { webhook, errorRate };
    },
    retention: async () => effective(await stored(), fixed).retention,
  };
}

/** From which score on a result passes whose tool gave no verdict, in a run that says no mark of its own. */
export async function readPassMark(em: Em): Promise<number> {
  const row = await em.findOne(Setting, "passMark");
  return row === null ? DEFAULT_PASS_MARK : SettingValues.shape.passMark.parse(row.value);
}

const Stored = SettingValues.partial();
type Stored = z.infer<typeof Stored>;

async function readStored(em: Em): Promise<Stored> {
  const rows = await em.find(Setting, {});
  return Stored.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}

/** By which variable what can be set by the environment is set there. */
const variables = {
  timeZone: "EVALBOARD_TIME_ZONE",
  alertErrorRate: "ALERT_ERROR_RATE",
  webhook: "ALERT_WEBHOOK_URL",
} as const;

function effective(set: Stored, fixed: FixedSettings) {
  return {
    passMark: set.passMark ?? DEFAULT_PASS_MARK,
    alertErrorRate: fixed.alertErrorRate ?? set.alertErrorRate ?? DEFAULT_ERROR_RATE,
    webhook: fixed.webhook ?? set.webhook ?? null,
    retention: set.retention ?? [],
  };
}

function sentSettings(set: Stored, fixed: FixedSettings): Settings {
  const { passMark, alertErrorRate, webhook, retention } = effective(set, fixed);
  const sourceOf = (name: keyof SettingValues) => {
    if (isFixed(fixed, name)) return "environment";
    return set[name] === undefined ? "default" : "board";
  };
  return {
    timeZone: {
      value: fixed.timeZone.name,
      source: fixed.timeZone.isSet ? "environment" : "default",
      variable: variables.timeZone,
    },
    passMark: { value: passMark, source: sourceOf("passMark"), variable: null },
    alertErrorRate: {
      value: alertErrorRate,
      source: sourceOf("alertErrorRate"),
      variable: variables.alertErrorRate,
    },
    webhook: {
      value: webhook && { url: webhook.url },
      source: sourceOf("webhook"),
      variable: variables.webhook,
    },
    retention: { value: retention, source: sourceOf("retention"), variable: null },
  };
}

function isFixed(fixed: FixedSettings, name: keyof SettingValues): name is "alertErrorRate" | "webhook" {
  return (name === "alertErrorRate" || name === "webhook") && fixed[name] !== undefined;
}

type Change = z.output<typeof ChangeSettings>;

async function changeSettings(
  em: Em,
  asked: Change,
  { fixed, refusalOf }: SettingStoreOptions,
  now: Date,
): Promise<{ settings: Settings; changes: SettingChange[] }> {
  const before = await readStored(em);
  const change: Change = { ...asked, ...(asked.webhook && { webhook: withSecret(asked.webhook, before) }) };
  const names = SettingValues.keyof().options.filter((name) => change[name] !== undefined);
  for (const name of names) refuseFixed(fixed, name);
  const refusal = change.webhook ? refusalOf(change.webhook.url) : undefined;
  if (refusal !== undefined) throw new InvalidSetting(`webhook.url: ${refusal}`);
  await requireDatasets(em, change.retention ?? []);
  const changes: SettingChange[] = [];
  for (const name of names) {
    const value = change[name] ?? null;
    if (value === null) await em.nativeDelete(Setting, name);
    else await em.upsert(Setting, { name, value, changedAt: now });
    const after = Stored.parse(value === null ? {} : { [name]: value });
    const [from, to] = [wordsOf(name, before), wordsOf(name, after)];
    if (from !== to || (name === "webhook" && value !== null)) changes.push({ setting: name, from, to });
  }
  return { settings: sentSettings(await readStored(em), fixed), changes };
}

/** The webhook with the secret that it has, where none is sent. */
function withSecret(webhook: NonNullable<Change["webhook"]>, { webhook: before }: Stored): Webhook {
  const secret = webhook.secret ?? before?.secret;
  if (secret === undefined) {
    throw new InvalidSetting("webhook.secret: must be given with the first address: alerts are signed");
  }
  return { url: webhook.url, secret };
}

function refuseFixed(fixed: FixedSettings, name: keyof SettingValues): void {
  if (!isFixed(fixed, name)) return;
  throw new TeamConflict(
    `${name}: is set by the server's environment; change ${variables[name]} there and start the server again`,
  );
}

/** Throws for a rule of a dataset that there is not: it would never remove anything. */
async function requireDatasets(em: Em, rules: readonly RetentionRule[]): Promise<void> {
  for (const [index, { dataset }] of rules.entries()) {
    if (dataset === null || (await em.count(Dataset, { name: dataset })) > 0) continue;
    throw new InvalidSetting(
      `retention[${index}].dataset: no dataset is called "${dataset}"; runs.catalogue gives those there are`,
    );
  }
}

/** A setting as the audit log has it: of a webhook the host alone, since a path may be as good as a secret. */
function wordsOf(
  name: keyof SettingValues,
  { passMark, alertErrorRate, webhook, retention }: Stored,
): string {
  const words = {
    passMark: () => String(passMark ?? DEFAULT_PASS_MARK),
    alertErrorRate: () => String(alertErrorRate ?? DEFAULT_ERROR_RATE),
    webhook: () => (webhook === undefined ? "none" : new URL(webhook.url).host),
    retention: () => (retention ?? []).map(ruleWords).join("; ") || "none",
  };
  return words[name]();
}

function ruleWords({ dataset, olderThanDays }: RetentionRule): string {
  return `${dataset ?? "every dataset"} after ${olderThanDays} ${olderThanDays === 1 ? "day" : "days"}`;
}
