import type { CallerState, Scope } from "@evalboard/contract";
import { scopes } from "@evalboard/contract/words";

/** The runs that a caller is kept to: those with this label, where it is one, and with each of these tags. */
export interface Binding {
  readonly label: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** Who asks. */
export interface Caller {
  readonly kind: NonNullable<CallerState["caller"]>["kind"];
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Undefined where every run is open to the caller. */
  readonly binding: Binding | undefined;
  /** Of the key that the caller has, or was signed in by. */
  readonly keyId: string | null;
  readonly expiresAt: Date | null;
  /** Whether nobody could look if the key still holds, since the database is away: it is good for reading then. */
  readonly isUnverified: boolean;
}

/** Who changed something, as the audit log has it. */
export interface Actor {
  readonly kind: string;
  readonly name: string;
  readonly keyId: string | null;
}

/** Whoever reaches a server that asks nobody for a key: it listens to its own computer alone. */
export const local: Caller = {
  kind: "local",
  name: "this computer",
  scopes: [...scopes],
  binding: undefined,
  keyId: null,
  expiresAt: null,
  isUnverified: false,
};

/** The server itself, by its settings. */
export const server: Actor = { kind: "server", name: "settings", keyId: null };

/** Somebody of whom the address alone is known. */
export const stranger = (address: string): Actor => ({ kind: "stranger", name: address, keyId: null });

/** A user that a proxy has let in. */
export function proxyUser(name: string, given: readonly Scope[]): Caller {
  return { ...local, kind: "proxy", name, scopes: given };
}

/** Whether a caller may do what needs this scope; `admin` may all. */
export function mayUse(caller: Pick<Caller, "scopes">, scope: Scope): boolean {
  return caller.scopes.includes(scope) || caller.scopes.includes("admin");
}
