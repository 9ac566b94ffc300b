import type { ApiKey, AuditEntry } from "@evalboard/contract";
import { wordTags } from "../tags.ts";

/** One line of a key. */
export function describeKey({ prefix, name, scopes, label, tags, ...at }: ApiKey): string {
  const bound = [...(label === null ? [] : [`label ${label}`]), ...wordTags(tags)];
  const ends = at.expiresAt === null ? [] : [`until ${at.expiresAt.slice(0, 10)}`];
  const used = at.lastUsedAt === null ? "never used" : `last used ${at.lastUsedAt.slice(0, 16)}Z`;
  const state = at.revokedAt === null ? used : `revoked ${at.revokedAt.slice(0, 16)}Z`;
  return [`${prefix}  ${name}`, scopes.join(" "), ...bound, ...ends, state].join(", ");
}

/** One line of the audit log. */
export function describeEntry({ at, actor, action, subject, detail }: AuditEntry): string {
  const told = Object.entries(detail).map(([name, value]) => `${name} ${value}`);
  const what = subject === null ? action : `${action} ${JSON.stringify(subject)}`;
  return `${at}  ${actor.name} (${actor.kind}): ${what}${told.length > 0 ? `, ${told.join(", ")}` : ""}`;
}
