import type { FastifyInstance } from "fastify";

/** Whether the server can do its work now. */
export interface Health {
  /** Whether the database has been opened and its schema is up to date. */
  isPrepared(): boolean;
  /** Whether boards can be served: the database answers, or one is kept that may be given while it is away. */
  isReady(): Promise<boolean>;
  /** Whether an error means that the database is away, so that the same call may succeed later. */
  readonly isOutage: (error: unknown) => boolean;
  /** Whether it means that a connection broke, so that the same question put at once may be answered by another one. */
  readonly isLost: (error: unknown) => boolean;
}

/** Whether the address is one of the health's, which answers whatever else is the matter. */
export const isHealth = (url: string) => url.startsWith("/health/");

/** `/health/live`: the process answers. `/health/ready`: it has boards to give. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get("/health/live", { config: { door: "open" } }, () => ({ status: "live" }));
  app.get("/health/ready", { config: { door: "open" } }, async (_request, reply) => {
    if (await health.isReady()) return { status: "ready" };
    return reply.code(503).send({ status: "not ready" });
  });
}
