import type { Orm } from "@evalboard/db";
import { type AuditLog, createAuditLog } from "./audit.ts";
import { type Callers, createCallers } from "./callers.ts";
import { createKeyStore, type KeyStore } from "./keys.ts";
import { createRosterReader, loadRoster } from "./roster.ts";
import { createSessionStore, type SessionStore } from "./sessions.ts";
import { type AdminKeys, keepSettingKey } from "./setting-key.ts";

/** Who may come in to one database's board, and who changed it. */
export interface Access {
  readonly keys: KeyStore;
  readonly sessions: SessionStore;
  readonly callers: Callers;
  readonly audit: AuditLog;
  /** Looks after the key of the setting, once the schema is up to date. */
  prepare(settingKey: string | undefined): Promise<AdminKeys>;
}

interface AccessOptions {
  readonly orm: Pick<Orm, "em">;
  /** Whether nobody can come in without a key. */
  readonly keysAsked: boolean;
  /** The server's clock. */
  readonly now?: () => Date;
}

export function createAccess({ orm, keysAsked, now = () => new Date() }: AccessOptions): Access {
  const nowMs = () => now().getTime();
  const roster = createRosterReader(() => loadRoster(orm, now()), nowMs);
  const onChange = (revoked?: string) => roster.drop(revoked);
  return {
    keys: createKeyStore({ orm, now, keysAsked, onChange }),
    sessions: createSessionStore({ orm, now, onChange }),
    callers: createCallers({ orm, roster, now: nowMs }),
    audit: createAuditLog({ orm, now }),
    prepare: (settingKey) => keepSettingKey(orm, settingKey, now()),
  };
}
