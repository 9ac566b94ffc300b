import type { scopes } from "@evalboard/contract/words";
import { defineEntity, p } from "@mikro-orm/core";

const ApiKeySchema = defineEntity({
  name: "ApiKey",
  tableName: "api_keys",
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** What its secret begins with; public. */
    prefix: p.text().unique("api_keys_prefix_unique"),
    /** SHA-256 of the whole secret, hex. */
    hash: p.text(),
    scopes: p.json().$type<readonly (typeof scopes)[number][]>(),
    /** Of the runs that it is bound to; null and empty where it is bound to none. */
    label: p.text().strictNullable(),
    tags: p.json().$type<Readonly<Record<string, string>>>(),
    /** Whether it is the one of the setting, and goes when that changes. */
    isSetting: p.boolean(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).strictNullable(),
    /** Stored at most once a minute. */
    lastUsedAt: p.datetime(3).strictNullable(),
    revokedAt: p.datetime(3).strictNullable(),
  },
});

/** Who may come in by a secret that is stored nowhere. */
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);

const SessionSchema = defineEntity({
  name: "Session",
  tableName: "sessions",
  properties: {
    id: p.uuid().primary(),
    key: () => p.manyToOne(ApiKey).ref().deleteRule("cascade"),
    /** SHA-256 of the cookie, hex. */
    hash: p.text().unique("sessions_hash_unique"),
    createdAt: p.datetime(3),
    /** Never after that of its key. */
    expiresAt: p.datetime(3),
  },
});

/** A browser that was signed in by a key. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const AuditEntrySchema = defineEntity({
  name: "AuditEntry",
  tableName: "audit_entries",
  properties: {
    /** In the order of time: a v7. */
    id: p.uuid().primary(),
    at: p.datetime(3),
    actorKind: p.text(),
    actorName: p.text(),
    /** Kept when its key is gone. */
    actorKeyId: p.uuid().strictNullable(),
    action: p.text(),
    subject: p.text().strictNullable(),
    detail: p.json().$type<Readonly<Record<string, string>>>(),
  },
});

/** Something that was changed, or tried, and by whom. Never changed itself. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
