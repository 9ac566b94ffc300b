import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import helmet, { type HelmetOptions } from "helmet";

/**
 * Everything from this server alone, and in no frame but one of these origins. Plain HTTP on loopback is a supported way to
 * run, so nothing forces TLS.
 */
const optionsFor = (embedOrigins: readonly string[]): HelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      // Nothing inline: what Chart.js and React set on elements goes by their properties, which a policy does not refuse.
      scriptSrcAttr: ["'none'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: embedOrigins.length === 0 ? ["'none'"] : embedOrigins,
    },
  },
  // The older header knows no origins.
  xFrameOptions: embedOrigins.length === 0 ? { action: "deny" } : false,
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});

/** Sends helmet's headers with every answer. They are made once: to make them anew takes a sixth of a cached board's time. */
export function securityHeaders(app: FastifyInstance, embedOrigins: readonly string[]): void {
  const headers = madeOnce(optionsFor(embedOrigins));
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

function madeOnce(options: HelmetOptions) {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return response.getHeaders();
}
