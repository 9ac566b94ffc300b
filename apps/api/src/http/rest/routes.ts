import { appRouter, listOperations, type Operation } from "@evalboard/router";
import { callTRPCProcedure } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Limits } from "../../limits.ts";
import type { ContextOf } from "../context.ts";
import { refuse, type Refusal } from "../errors.ts";
import { readInput, type RequestShape, requestShapeOf } from "./inputs.ts";

/** The board has a route of its own, which sends it ready: `boards.ts`. */
const BOARD = "stats.get";

/**
 * Every procedure as a resource below `/api`: its own check of what is asked, its own answer, its own words for what is
 * wrong. Each is a route by itself, so that it goes through admission as all do.
 */
export async function restRoutes(
  app: FastifyInstance,
  contextOf: ContextOf,
  { bodyBytes, recordingBytes }: Limits,
): Promise<void> {
  await app.register(
    async (scope) => {
      jsonAlone(scope);
      scope.addHook("onRequest", (_request, reply, done) => {
        reply.header("cache-control", "no-store");
        done();
      });
      for (const operation of listOperations()) {
        const bodyLimit = operation.name.startsWith("runs.record.") ? recordingBytes : bodyBytes;
        if (operation.name !== BOARD) addRoute(scope, { operation, contextOf, bodyLimit });
      }
    },
    { prefix: "/api" },
  );
}

interface RestRoute {
  readonly operation: Operation;
  readonly contextOf: ContextOf;
  readonly bodyLimit: number;
}

function addRoute(scope: FastifyInstance, { operation, contextOf, bodyLimit }: RestRoute): void {
  const { name, type, method, path } = operation;
  // Made when it is first asked: the start does not wait for forty of them.
  let shape: RequestShape | undefined;
  const url = path.replaceAll(/\{(\w+)\}/g, ":$1");
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    shape ??= requestShapeOf(operation);
    if (shape.body && request.body === undefined) return refuse(reply, notJson);
    const input = readInput(operation, shape, request);
    const ctx = contextOf(request, reply);
    const getRawInput = async () => input;
    const call = { router: appRouter, path: name, type, ctx, getRawInput, signal: undefined, batchIndex: 0 };
    const answer: unknown = await callTRPCProcedure(call);
    return reply.send(answer);
  };
  const config = operation.access === "open" ? { door: "session" as const } : {};
  scope.route({ method, url, bodyLimit, handler, config });
}

const notJson: Refusal = {
  statusCode: 415,
  message: "content-type: must be application/json; where there is nothing to say the body is {}",
};

/**
 * A page elsewhere may send a form or plain text here without asking first, JSON only after it was let in (CORS): so
 * nothing but JSON changes anything.
 */
function jsonAlone(scope: FastifyInstance): void {
  scope.removeContentTypeParser("text/plain");
  scope.addContentTypeParser("*", (_request, _payload, done) =>
    done(Object.assign(new Error(notJson.message), { statusCode: notJson.statusCode })),
  );
}
