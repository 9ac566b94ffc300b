import type { ApiKey as SentKey, CreatedKey, CreateKey, RevokeKey } from "@evalboard/contract";
import { ApiKey, type Em, type Orm } from "@evalboard/db";
import { LockMode } from "@mikro-orm/core";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import { noteWithin } from "./audit.ts";
import type { Actor } from "./caller.ts";
import { InvalidKey, KeyConflict, KeyNotFound } from "./errors.ts";
import { createSecret, hashOf } from "./secrets.ts";

/** Most keys that work at a time: all of them are held in memory. */
const MAX_KEYS = 1_000;

/** Most keys that are listed. */
const MAX_LISTED = 2_000;

/** Keys are made and revoked; each is noted in the transaction that does it. */
export interface KeyStore {
  /** The newest first, those that were revoked too. */
  list(): Promise<SentKey[]>;
  /** Throws `InvalidKey` for an end that is over, `KeyConflict` where there are too many. */
  create(key: z.output<typeof CreateKey>, by: Actor): Promise<CreatedKey>;
  /** One that is revoked already stays so. Throws `KeyNotFound`, or `KeyConflict` for the last one by which keys can be made. */
  revoke(key: RevokeKey, by: Actor): Promise<SentKey>;
}

interface KeyStoreOptions {
  readonly orm: Pick<Orm, "em">;
  readonly now: () => Date;
  /** Whether nobody could come in without a key, so that one must be left that makes others. */
  readonly keysAsked: boolean;
  /** Hears that the keys have changed, and of one that is revoked. */
  readonly onChange: (revoked?: string) => void;
}

export function createKeyStore({ orm, now, keysAsked, onChange }: KeyStoreOptions): KeyStore {
  return {
    list: () => listKeys(orm.em.fork()),
    create: async (key, by) => {
      const made = await orm.em.fork().transactional((em) => createKey(em, key, by, now()));
      onChange();
      return made;
    },
    revoke: async ({ keyId }, by) => {
      const revoked = await orm.em
        .fork()
        .transactional((em) => revokeKey(em, keyId, { by, now: now(), keysAsked }));
      onChange(keyId);
      return revoked;
    },
  };
}

async function listKeys(em: Em): Promise<SentKey[]> {
  const keys = await em.find(ApiKey, {}, { orderBy: { id: "desc" }, limit: MAX_LISTED });
  return keys.map(sentKey);
}

async function createKey(
  em: Em,
  { name, scopes, label, tags = {}, expiresAt }: z.output<typeof CreateKey>,
  by: Actor,
  now: Date,
): Promise<CreatedKey> {
  if (expiresAt !== undefined && new Date(expiresAt) <= now) {
    throw new InvalidKey(`expiresAt: must be in the future; it is ${now.toISOString()} now`);
  }
  if ((await em.count(ApiKey, worksAt(now))) >= MAX_KEYS) {
    throw new KeyConflict(`There are ${MAX_KEYS} keys that work already; revoke some that nobody uses`);
  }
  const { secret, prefix } = createSecret();
  const key = {
    ...newKey({ name, prefix, hash: hashOf(secret), scopes: [...new Set(scopes)] }, now),
    label: label ?? null,
    tags,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  };
  await em.insert(ApiKey, key);
  await noteWithin(em, by, { action: "key.created", subject: name, detail: detailOf(key) }, now);
  return { key: sentKey(key), secret };
}

/** A key as it is when it is made, bound to nothing and without an end. */
export function newKey(
  { name, prefix, hash, scopes }: Pick<NewKey, "name" | "prefix" | "hash" | "scopes">,
  now: Date,
): NewKey {
  return {
    id: uuid(),
    name,
    prefix,
    hash,
    scopes,
    label: null,
    tags: {},
    isSetting: false,
    createdAt: now,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  };
}

type NewKey = Row & Pick<ApiKey, "hash" | "isSetting">;

interface Revoking {
  readonly by: Actor;
  readonly now: Date;
  readonly keysAsked: boolean;
}

async function revokeKey(em: Em, keyId: string, { by, now, keysAsked }: Revoking): Promise<SentKey> {
  // All that may be the last one, in one order: of two who revoke two of them the second sees what the first did.
  const admins = await em.find(ApiKey, worksAt(now), {
    orderBy: { id: "asc" },
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  const others = admins.filter(({ id, scopes }) => id !== keyId && scopes.includes("admin"));
  const key = await em.findOne(ApiKey, keyId);
  if (!key) throw new KeyNotFound(keyId);
  if (key.revokedAt) return sentKey(key);
  const isAdmin = admins.some(({ id, scopes }) => id === keyId && scopes.includes("admin"));
  if (keysAsked && isAdmin && others.length === 0) {
    throw new KeyConflict(
      `"${key.name}" is the last admin key that works, and keys are asked here; make another one first`,
    );
  }
  await em.nativeUpdate(ApiKey, keyId, { revokedAt: now });
  await noteWithin(em, by, { action: "key.revoked", subject: key.name, detail: detailOf(key) }, now);
  return { ...sentKey(key), revokedAt: now.toISOString() };
}

/** Keys that work at an instant. */
export const worksAt = (now: Date) => ({
  revokedAt: null,
  $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }],
});

type Row = Omit<SentKey, "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt" | "scopes" | "tags"> &
  Pick<ApiKey, "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt" | "scopes" | "tags">;

function sentKey({ id, name, prefix, scopes, label, tags, ...at }: Row): SentKey {
  return {
    id,
    name,
    prefix,
    scopes: [...scopes],
    label,
    tags: { ...tags },
    createdAt: at.createdAt.toISOString(),
    expiresAt: at.expiresAt?.toISOString() ?? null,
    lastUsedAt: at.lastUsedAt?.toISOString() ?? null,
    revokedAt: at.revokedAt?.toISOString() ?? null,
  };
}

/** What the audit log has of a key: nothing that is secret. */
export function detailOf(key: Pick<Row, "id" | "prefix" | "scopes" | "label" | "tags" | "expiresAt">) {
  const tags = Object.entries(key.tags).map(([name, value]) => `${name}=${value}`);
  return {
    keyId: key.id,
    prefix: key.prefix,
    scopes: key.scopes.join(" "),
    ...(key.label !== null && { label: key.label }),
    ...(tags.length > 0 && { tags: tags.join(", ") }),
    ...(key.expiresAt && { expiresAt: key.expiresAt.toISOString() }),
  };
}
