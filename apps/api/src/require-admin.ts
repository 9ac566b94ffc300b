import type { AdminKeys } from "@evalboard/access";
import type { Logger } from "pino";
import type { Admission } from "./access-env.ts";

/** The settings let others reach the server, and nobody could come in. */
export class NoAdminKey extends Error {
  override readonly name = "NoAdminKey";

  constructor(isLoopback: boolean) {
    super(
      `${isLoopback ? "Keys are asked for by ALLOWED_HOSTS, TRUSTED_PROXY or REQUIRE_KEY" : "HOST lets other computers reach EvalBoard"}, and there is no admin key that works.
Set one of
  EVALBOARD_ADMIN_KEY  to a key of your own, such as from: openssl rand -base64 32
  HOST=127.0.0.1       for this computer alone, without keys
With HOST=127.0.0.1 a key is made by: evalboard keys create NAME --scope admin
docs/access.md says more.`,
    );
  }
}

/** Throws where keys are asked and none works by which others can be made. */
export function requireAdmin(
  { keysAsked, isLoopback, proxy }: Admission,
  keys: AdminKeys,
  log: Logger,
): void {
  if (keys.isSettingRevoked) log.warn("EVALBOARD_ADMIN_KEY was revoked and stays so: set another one");
  const isByProxy = proxy?.userHeader !== undefined && proxy.scopes.includes("admin");
  if (keysAsked && !keys.works && !isByProxy) throw new NoAdminKey(isLoopback);
}
