import type { Caller } from "@evalboard/access";
import { TRPCError } from "@trpc/server";
import type { AccessRule } from "./rest.ts";

/** Throws what the caller is told who may not call a procedure. One without a rule nobody may call. */
export function requireAccess(caller: Caller | null, procedure: string, rule: AccessRule | undefined): void {
  if (rule === undefined) throw new Error(`${procedure} says nobody who may call it`);
  if (rule === "open") return;
  if (!caller) {
    throw new TRPCError({
      code: "UNAUTHORIZED",
      message: `${procedure} needs a key of the scope ${rule}, sent as authorization: Bearer evb_…`,
    });
  }
  const { scopes, isUnverified } = caller;
  if (!scopes.includes(rule) && !scopes.includes("admin")) {
    throw new TRPCError({
      code: "FORBIDDEN",
      message: `${procedure} needs the scope ${rule}; "${caller.name}" has ${scopes.join(", ")}`,
    });
  }
  if (isUnverified && rule !== "read") {
    throw new TRPCError({
      code: "SERVICE_UNAVAILABLE",
      message: "The database cannot be reached now, so that keys are good for reading alone; try again later",
    });
  }
}
