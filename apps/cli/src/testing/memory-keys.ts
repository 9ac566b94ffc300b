import type { ApiKey, AuditEntry } from "@evalboard/contract";
import type { KeysClient } from "../keys/commands.ts";

/** Keys that are kept in memory, and what is asked of them. */
export class MemoryKeys {
  readonly keys: ApiKey[] = [];
  readonly entries: AuditEntry[] = [];
  readonly client: KeysClient = {
    keys: {
      list: { query: async () => this.keys },
      create: {
        mutate: async ({ name, scopes, label = null, tags = {}, expiresAt = null }) => {
          const id = `019ab000-0000-7000-8000-00000000000${this.keys.length}`;
          const at = { createdAt: "2026-01-31T09:00:00.000Z", lastUsedAt: null, revokedAt: null };
          const prefix = `evb_aaaaaaa${this.keys.length}`;
          const key = { id, name, prefix, scopes: [...scopes], label, tags, expiresAt, ...at };
          this.keys.push(key);
          return { key, secret: `${prefix}_secret` };
        },
      },
      revoke: {
        mutate: async ({ keyId }) => {
          const key = this.keys.find(({ id }) => id === keyId)!;
          key.revokedAt = "2026-02-01T09:00:00.000Z";
          return key;
        },
      },
    },
    audit: { list: { query: async () => ({ entries: this.entries, nextCursor: null }) } },
  };
}
