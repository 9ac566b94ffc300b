import cors from "@fastify/cors";
import type { FastifyInstance } from "fastify";

/** What a browser may remember of being let in, s: the most that Chromium takes. */
const MAX_AGE_SECONDS = 7_200;

/**
 * Lets pages of these origins, and of no others, call the server from a browser (CORS). Without credentials: a key goes
 * in `authorization`. Stands before admission, since a preflight has no key with it, and the page is to read a refusal too.
 */
export async function otherOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  await app.register(cors, {
    // An origin that is not named goes on as one that says nothing.
    origin: (origin, callback) => callback(null, origin !== undefined && allowed.has(origin) && origin),
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "if-none-match", "trpc-accept", "x-trpc-source"],
    exposedHeaders: ["etag", "retry-after", "x-request-id"],
    maxAge: MAX_AGE_SECONDS,
    strictPreflight: false,
  });
  // Answers set their own `vary`: a cache must not give one origin's answer to another, whatever else it goes by.
  app.addHook("onSend", (_request, reply, payload, done) => {
    // tRPC's headers come over with its answer, after this.
    if (payload instanceof Response) payload.headers.append("vary", "origin");
    else {
      const vary = [reply.getHeader("vary") ?? []].flat().join(", ");
      if (!/\borigin\b/i.test(vary)) reply.header("vary", vary === "" ? "origin" : `${vary}, origin`);
    }
    done();
  });
}
