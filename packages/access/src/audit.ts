import type { AuditEntry as Entry, AuditPage, ListAudit } from "@evalboard/contract";
import { AuditEntry, type Em, type Orm } from "@evalboard/db";
import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { Actor } from "./caller.ts";

/** What was done. Never holds a secret. */
export interface Deed {
  /** Such as `run.deleted`. */
  readonly action: string;
  /** The name of what it was done to; null where it has none. */
  readonly subject: string | null;
  readonly detail?: Readonly<Record<string, string>>;
}

/** What was changed and by whom: entries are added and never changed. */
export interface AuditLog {
  note(actor: Actor, deed: Deed): Promise<void>;
  list(page: z.output<typeof ListAudit>): Promise<AuditPage>;
}

interface AuditLogOptions {
  readonly orm: Pick<Orm, "em">;
  /** The server's clock. */
  readonly now: () => Date;
}

export function createAuditLog({ orm, now }: AuditLogOptions): AuditLog {
  return {
    note: (actor, deed) => noteWithin(orm.em.fork(), actor, deed, now()),
    list: (page) => listEntries(orm.em.fork(), page),
  };
}

/** Notes a deed in the transaction that does it. */
export async function noteWithin(
  em: Em,
  { kind, name, keyId }: Actor,
  { action, subject, detail = {} }: Deed,
  at: Date,
): Promise<void> {
  const id = uuid();
  await em.insert(AuditEntry, {
    id,
    at,
    actorKind: kind,
    actorName: name,
    actorKeyId: keyId,
    action,
    subject,
    detail,
  });
}

async function listEntries(em: Em, { limit, cursor }: z.output<typeof ListAudit>): Promise<AuditPage> {
  const before = cursor ? { id: { $lt: cursor } } : {};
  const rows = await em.find(AuditEntry, before, { orderBy: { id: "desc" }, limit: limit + 1 });
  const entries = rows.slice(0, limit).map(entryOf);
  return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

function entryOf({ id, at, actorKind, actorName, actorKeyId, action, subject, detail }: AuditEntry): Entry {
  return {
    id,
    at: at.toISOString(),
    actor: { kind: actorKind, name: actorName, keyId: actorKeyId },
    action,
    subject,
    detail,
  };
}
