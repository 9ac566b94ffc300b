import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

const NAME = "evalboard_session";
/** A browser takes it over https alone, and from no other host. */
const HOST_NAME = `__Host-${NAME}`;

const kept = { httpOnly: true, sameSite: "strict", path: "/" } as const;

/** What the browser keeps of its sign-in; undefined where it keeps nothing. */
export function readSessionCookie({ headers }: Pick<FastifyRequest, "headers">): string | undefined {
  if (headers.cookie === undefined) return undefined;
  const cookies = parseCookie(headers.cookie);
  return cookies[HOST_NAME] ?? cookies[NAME];
}

/** No script reads it, and no page elsewhere has it sent. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: Date },
): void {
  const secure = isSecure(request);
  const name = secure ? HOST_NAME : NAME;
  reply.header("set-cookie", stringifySetCookie({ ...kept, name, value: token, secure, expires: expiresAt }));
}

/** Takes both away: which one was set is not known where the proxy was another. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const gone = { ...kept, value: "", maxAge: 0 };
  const plain = stringifySetCookie({ ...gone, name: NAME });
  const own = stringifySetCookie({ ...gone, name: HOST_NAME, secure: true });
  reply.header("set-cookie", isSecure(request) ? [plain, own] : plain);
}

/** The page's own address tells, where a proxy that speaks https for the server does not. */
function isSecure({ protocol, headers }: FastifyRequest): boolean {
  return protocol === "https" || headers.origin?.startsWith("https:") === true;
}
