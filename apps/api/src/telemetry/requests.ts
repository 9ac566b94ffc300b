import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { Metrics } from "./metrics.ts";

/** The methods that are told apart; a caller could make up too many others. */
const methods = new Set(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]);

/** The route's pattern, without what its parameters have to look like. */
export function routeOf({ routeOptions: { url = "unmatched" } }: FastifyRequest): string {
  return url.replace(/(:\w+)\(.*\)/, "$1");
}

interface RequestWatchOptions {
  readonly metrics: Pick<Metrics, "requestEnded">;
  /** Whether anybody hears of requests: the log's level lets `info` through. */
  readonly isLogged: boolean;
  /** Names the procedures that are called at an address, none that there is not; undefined where it calls none. */
  readonly proceduresAt: (url: string) => readonly string[] | undefined;
}

/**
 * Counts every request once it is answered, and logs it in one line at `info` instead of Fastify's two: without its address and its
 * body, which hold what people wrote. A request whose caller left before the answer is neither counted nor logged.
 */
export class RequestWatch extends LogController {
  readonly #options: RequestWatchOptions;
  /** What had been written to the connection when the request came in, bytes. */
  readonly #writtenBefore = new WeakMap<FastifyRequest, number>();

  constructor(options: RequestWatchOptions) {
    super({ requestIdLogLabel: "requestId" });
    this.#options = options;
  }

  override incomingRequest(request: FastifyRequest): void {
    if (this.#options.isLogged) this.#writtenBefore.set(request, bytesWritten(request));
  }

  // Its line would have the address; the one at the end says 404.
  override routeNotFound(): void {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const route = routeOf(request);
    const method = methods.has(request.method) ? request.method : "other";
    const { elapsedTime: durationMs, statusCode: status } = reply;
    this.#options.metrics.requestEnded(method, route, status, durationMs / 1_000);
    if (error) request.log.warn({ err: error }, "the answer could not be sent");
    if (!this.#options.isLogged) return;
    request.log.info(
      {
        method,
        route,
        procedures: this.#options.proceduresAt(request.url),
        status,
        durationMs: Math.round(durationMs * 1_000) / 1_000,
        bytes: bytesWritten(request) - (this.#writtenBefore.get(request) ?? 0),
      },
      "request",
    );
  }
}

/** Over the whole life of the connection, heads of answers too; 0 where there is none, as with a request that is injected. */
function bytesWritten({ socket }: FastifyRequest): number {
  return socket.bytesWritten ?? 0;
}
