import { type Access, type Attempts, type Caller, local, stranger } from "@evalboard/access";
import type { CallerState } from "@evalboard/contract";
import type { Context } from "@evalboard/router";
import { TRPCError } from "@trpc/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import { noteRefused, tooMany } from "./caller-rule.ts";
import { clearSessionCookie, readSessionCookie, setSessionCookie } from "./session-cookie.ts";

/** What a procedure works with that is called by this request. */
export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Context;

interface ContextOptions {
  readonly services: Pick<
    Context,
    "stats" | "runs" | "items" | "names" | "facts" | "views" | "settings" | "demo" | "around" | "faultOf"
  >;
  readonly access: Access;
  readonly keysAsked: boolean;
  readonly attempts: Attempts;
}

export function createContexts({ services, access, keysAsked, attempts }: ContextOptions): ContextOf {
  const { keys, audit } = access;
  return (request, reply) => {
    const { caller } = request;
    const actor = caller ? actorOf(caller) : stranger(request.ip);
    return {
      ...services,
      keys,
      audit,
      caller,
      actor,
      requestId: request.id,
      note: (deed) =>
        audit
          .note(actor, deed)
          .catch((error: unknown) => request.log.error(error, `the audit log lacks ${deed.action}`)),
      session: sessionOf(request, reply, { access, keysAsked, attempts }),
    };
  };
}

const actorOf = ({ kind, name, keyId }: Caller) => ({ kind, name, keyId });

/** Of a request: who asks, and its browser's sign-in. */
function sessionOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { access, keysAsked, attempts }: Pick<ContextOptions, "access" | "keysAsked" | "attempts">,
): Context["session"] {
  const stateOf = (caller: Caller | null): CallerState => ({ keysAsked, caller: caller && shown(caller) });
  const endCurrent = async () => {
    const token = readSessionCookie(request);
    if (token !== undefined) await access.sessions.end(token);
  };
  return {
    get: async () => stateOf(request.caller),
    signIn: async ({ key }) => {
      if (!keysAsked) return stateOf(local);
      const waitSeconds = attempts.waitSeconds(request.ip);
      if (waitSeconds !== undefined) {
        reply.header("retry-after", String(waitSeconds));
        throw new TRPCError({ code: "TOO_MANY_REQUESTS", message: tooMany.message });
      }
      const caller = await access.callers.ofKey(key);
      if (!caller || caller.keyId === null) {
        if (attempts.fail(request.ip)) noteRefused(access.audit, request);
        const message = "key: no key here is like this one; it may be revoked or have expired";
        throw new TRPCError({ code: "UNAUTHORIZED", message });
      }
      await endCurrent();
      const { keyId, expiresAt } = caller;
      const session = await access.sessions.start({ keyId, expiresAt });
      setSessionCookie(request, reply, session);
      return stateOf({ ...caller, kind: "session", expiresAt: session.expiresAt });
    },
    signOut: async () => {
      await endCurrent();
      clearSessionCookie(request, reply);
      return stateOf(keysAsked ? null : local);
    },
  };
}

function shown({ kind, name, scopes, binding, expiresAt }: Caller): NonNullable<CallerState["caller"]> {
  return {
    kind,
    name,
    scopes: [...scopes],
    label: binding?.label ?? null,
    tags: { ...binding?.tags },
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
