import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Incoming, Tracing } from "./tracing.ts";
import { routeOf } from "./requests.ts";

/** Makes each request a span, and what it has done a part of it. To be called before any other hook is added. */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  const open = new WeakMap<FastifyRequest, Incoming>();
  app.addHook("onRequest", (request, _reply, done) => {
    const incoming = tracing.incoming(request.headers);
    open.set(request, incoming);
    incoming.run(done);
  });
  // Reading a body leaves the context: its end is told by the connection.
  app.addHook("preValidation", (request, _reply, done) => {
    const incoming = open.get(request);
    if (incoming) incoming.run(done);
    else done();
  });
  const end = (request: FastifyRequest, status: number, failed: boolean) => {
    const route = routeOf(request);
    const attributes = {
      "http.request.method": request.method,
      "http.route": route,
      "http.response.status_code": status,
      "evalboard.request.id": request.id,
    };
    open.get(request)?.end(`${request.method} ${route}`, attributes, failed);
    open.delete(request);
  };
  app.addHook("onResponse", (request, reply: FastifyReply, done) => {
    end(request, reply.statusCode, reply.statusCode >= 500);
    done();
  });
  // The caller left before the answer.
  app.addHook("onRequestAbort", (request, done) => {
    end(request, 499, true);
    done();
  });
}
