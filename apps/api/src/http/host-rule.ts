import type { Admission } from "../access-env.ts";
import type { Rule } from "./admission.ts";
import type { Refusal } from "./errors.ts";

const withPort = /^(\[[0-9a-f:.]+\]|[^:]*)(?::\d{1,5})?$/i;

/**
 * Only under its own names: a page elsewhere can have its own name stand for this computer's address (DNS rebinding), and
 * would read what is here as its own. Where keys are asked the health answers under any, as probes ask by address.
 */
export function hostRule({ hosts, keysAsked }: Pick<Admission, "hosts" | "keysAsked">): Rule {
  if (!hosts) return () => undefined;
  const names = [...hosts].join(", ");
  return (request) => {
    const name = withPort.exec(request.host)?.[1]?.toLowerCase();
    if (name !== undefined && hosts.has(name)) return undefined;
    if (keysAsked && request.url.startsWith("/health/")) return undefined;
    return {
      statusCode: 421,
      message: `Host: this server answers as ${names}; ALLOWED_HOSTS names others, docs/access.md`,
    };
  };
}

const forwardedBy = ["forwarded", "x-forwarded-for", "x-forwarded-host"];

/** A server that asks nobody for a key is for its own computer: what comes through a proxy may be of anybody. */
export function directRule({ keysAsked }: Pick<Admission, "keysAsked">): Rule {
  if (keysAsked) return () => undefined;
  return ({ headers }) => {
    const header = forwardedBy.find((name) => headers[name] !== undefined);
    return header === undefined ? undefined : throughProxy(header);
  };
}

const throughProxy = (header: string): Refusal => ({
  statusCode: 403,
  message: `${header}: this came through a proxy, and the server asks nobody for a key; set TRUSTED_PROXY or REQUIRE_KEY=true, docs/access.md`,
});
