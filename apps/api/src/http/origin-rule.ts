import type { Admission } from "../access-env.ts";
import type { Rule } from "./admission.ts";

const changesNothing = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Of pages only this server's own, and those of `corsOrigins`: a browser says in `origin` whose page asks, with all that may
 * change something, and in `sec-fetch-site` whether it is another's. Who is no browser says neither.
 */
export function originRule({ corsOrigins }: Pick<Admission, "corsOrigins">): Rule {
  const allowed = new Set(corsOrigins);
  return (request) => {
    const { origin, "sec-fetch-site": site } = request.headers;
    if (origin !== undefined) {
      if (allowed.has(origin) || isOwn(origin, request.host)) return undefined;
      return {
        statusCode: 403,
        message:
          "origin: pages elsewhere may not call this server; CORS_ORIGINS names those that may, and a proxy must pass the Host on",
      };
    }
    if (site !== "cross-site" || changesNothing.has(request.method)) return undefined;
    return { statusCode: 403, message: "sec-fetch-site: pages elsewhere may change nothing here" };
  };
}

/** The scheme is not compared: a proxy may speak https for a server that speaks http. */
function isOwn(origin: string, host: string): boolean {
  const page = URL.parse(origin);
  if (!page || page.origin !== origin) return false;
  return page.host === URL.parse(`${page.protocol}//${host}`)?.host;
}
