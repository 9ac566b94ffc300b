export { type Access, createAccess } from "./access.ts";
export { type Attempts, createAttempts, networkOf } from "./attempts.ts";
export type { AuditLog, Deed } from "./audit.ts";
export {
  type Actor,
  type Binding,
  type Caller,
  local,
  mayUse,
  proxyUser,
  server,
  stranger,
} from "./caller.ts";
export type { Callers } from "./callers.ts";
export { InvalidKey, KeyConflict, KeyNotFound } from "./errors.ts";
export type { KeyStore } from "./keys.ts";
export { createSecret } from "./secrets.ts";
export type { SessionStore } from "./sessions.ts";
export type { AdminKeys } from "./setting-key.ts";
