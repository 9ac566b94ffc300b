import type { ApiKey, CallerState, Scope } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";

/** What a key lets its holder do. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  read: "see the board and its runs",
  ingest: "record runs",
  admin: "do both, delete, rename, change settings, and make keys",
};

/** What the holder of some scopes may do, in words. */
export function mayWords(scopes: readonly Scope[]): string {
  if (scopes.includes("admin")) return "do everything (admin)";
  return scopes.map((scope) => `${scopeWords[scope]} (${scope})`).join(", ");
}

/** How somebody came in. */
export const kindWords: Readonly<Record<NonNullable<CallerState["caller"]>["kind"], string>> = {
  local: "from the server's own computer",
  key: "by a key",
  session: "signed in by a key",
  proxy: "through the proxy",
};

/** Whether a key works now, as the browser's clock has it. */
export type KeyState = "works" | "expired" | "revoked";

export function keyStateOf(
  { revokedAt, expiresAt }: Pick<ApiKey, "revokedAt" | "expiresAt">,
  nowMs: number,
): KeyState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? "expired" : "works";
}

/** What was done, as the audit log names it: `run.deleted` → `Run deleted`. */
export function actionWords(action: string): string {
  const words = action.replaceAll(/[._]/g, " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Who did it: a key's or a user's name; the server and strangers by what they are as well. */
export function actorWords({ kind, name }: { readonly kind: string; readonly name: string }): string {
  if (kind === "stranger") return `Nobody known, from ${name}`;
  return name === "" ? kind : name;
}

const DAY_MS = 86_400_000;

/** How long a new key may work, and the words for it; days, null for ever. */
export const lifetimes = [
  ["7", "7 days"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "a year"],
  ["never", "until it is revoked"],
] as const;
export type Lifetime = (typeof lifetimes)[number][0];

/** When a key ends that is made now; undefined where it does not. */
export function endOf(lifetime: Lifetime, nowMs: number): string | undefined {
  return lifetime === "never" ? undefined : new Date(nowMs + Number(lifetime) * DAY_MS).toISOString();
}

/** When a key ends, in words: `in 12 days`, `ended`. */
export function endWords(expiresAt: string | null, nowMs: number): string {
  if (expiresAt === null) return "never";
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return "ended";
  return leftMs < DAY_MS ? "within a day" : `in ${formatCounted(Math.round(leftMs / DAY_MS), "day")}`;
}
