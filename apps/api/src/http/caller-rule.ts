import {
  type Access,
  type Attempts,
  type Caller,
  local,
  mayUse,
  proxyUser,
  stranger,
} from "@evalboard/access";
import { CreateKey } from "@evalboard/contract";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { FastifyRequest } from "fastify";
import type { Admission } from "../access-env.ts";
import type { Rule } from "./admission.ts";
import type { Refusal } from "./errors.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { hasOpenCall } from "./trpc-routes.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, once admission has let them in; null where nobody knows. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /**
     * Whom the route lets in: `open` whoever it is, for what holds no data, `session` them too, whom it tells who they are,
     * `whole` who may read all runs, `admin` who may all. Where nothing is said it is who is known: what is asked for says the scope that it needs.
     */
    door?: "open" | "session" | "whole" | "admin";
  }
}

export interface CallerRuleOptions {
  readonly access: Pick<Access, "callers" | "audit">;
  readonly keysAsked: boolean;
  readonly proxy?: Admission["proxy"];
  readonly attempts: Attempts;
}

/** Says who asks: by a key, through the proxy, by a sign-in; and turns away who is nobody where keys are asked. */
export function callerRule({ access, keysAsked, proxy, attempts }: CallerRuleOptions): Rule {
  const { callers, audit } = access;
  const refuseStranger = (request: FastifyRequest, secret: string | undefined): Refusal => {
    if (secret === undefined)
      return unauthorized("must be a key, as Bearer evb_…; a person signs in on the page");
    const waitSeconds = attempts.waitSeconds(request.ip);
    if (waitSeconds !== undefined) return { ...tooMany, retryAfterSeconds: waitSeconds };
    if (attempts.fail(request.ip)) noteRefused(audit, request);
    return unauthorized("no key here is like the one that was sent; it may be revoked or have expired");
  };
  const admit = (request: FastifyRequest, caller: Caller | null, secret?: string): Refusal | undefined => {
    request.caller = caller;
    const { door } = request.routeOptions.config;
    if (door === "whole" && caller) return mayReadAll(caller) ? undefined : notWhole;
    if (door === "admin" && caller) return mayUse(caller, "admin") ? undefined : notAdmin;
    if (caller || door === "session" || hasOpenCall(request)) return undefined;
    const refusal = refuseStranger(request, secret);
    return request.url.startsWith("/trpc/") ? { ...refusal, body: trpcBody(refusal) } : refusal;
  };
  return (request) => {
    if (request.is404 || request.routeOptions.config.door === "open") return undefined;
    const { authorization } = request.headers;
    const secret = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (!keysAsked) {
      if (secret === undefined) return admit(request, local);
      // A key that is good is taken at its word, of which it may need less than all.
      return keyHolder(callers, secret).then((caller) => admit(request, caller ?? local));
    }
    const other = () => userOf(request, proxy) ?? null;
    if (secret !== undefined) {
      const caller = callers.ofKey(secret);
      if (!(caller instanceof Promise)) return admit(request, caller ?? other(), secret);
      return caller.then((found) => admit(request, found ?? other(), secret));
    }
    const user = other();
    const cookie = user ? undefined : readSessionCookie(request);
    if (cookie === undefined) return admit(request, user);
    const caller = callers.ofSession(cookie);
    if (!(caller instanceof Promise)) return admit(request, caller ?? null);
    return caller.then((found) => admit(request, found ?? null));
  };
}

async function keyHolder(callers: Access["callers"], secret: string): Promise<Caller | undefined> {
  try {
    return await callers.ofKey(secret);
  } catch {
    return undefined;
  }
}

const mayReadAll = (caller: Caller) => mayUse(caller, "read") && !caller.binding;

const UserName = CreateKey.shape.name;

/** Whom the proxy has let in, where it is the proxy that says so. */
function userOf({ headers, socket }: FastifyRequest, proxy: Admission["proxy"]): Caller | undefined {
  if (!proxy?.userHeader || !proxy.trusts(socket.remoteAddress)) return undefined;
  const name = UserName.safeParse(headers[proxy.userHeader]);
  return name.success ? proxyUser(name.data, proxy.scopes) : undefined;
}

/** Beside the request: it is refused whether this can be noted or not. */
export function noteRefused(audit: Access["audit"], request: FastifyRequest): void {
  const deed = { action: "sign-in.refused", subject: null, detail: { failures: "10 within 10 minutes" } };
  audit
    .note(stranger(request.ip), deed)
    .catch((error: unknown) => request.log.error(error, "the audit log could not be written"));
}

const unauthorized = (words: string): Refusal => ({ statusCode: 401, message: `authorization: ${words}` });

export const tooMany: Refusal = {
  statusCode: 429,
  message: "Too many keys that are none came from this address; come back later",
};

const notWhole: Refusal = {
  statusCode: 403,
  message: "This needs the scope read, by a key that is bound to no label and no tags",
};

const notAdmin: Refusal = { statusCode: 403, message: "This needs the scope admin" };

const codes: Readonly<Record<number, "UNAUTHORIZED" | "TOO_MANY_REQUESTS">> = {
  401: "UNAUTHORIZED",
  429: "TOO_MANY_REQUESTS",
};

/** As tRPC's clients read it, also where they have asked for several things at once. */
function trpcBody({ statusCode, message }: Refusal): unknown {
  const code = codes[statusCode] ?? "FORBIDDEN";
  return { error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus: statusCode } } };
}
