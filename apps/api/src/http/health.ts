import type { FastifyInstance } from "fastify";

/** Whether the server can do its work now. */
export interface Health {
  /** Whether the database has been opened and its schema is up to date. */
  isPrepared(): boolean;
  isReady(): Promise<boolean>;
  /** Whether an error means that the database is away, so that the same call may succeed later. */
  readonly isOutage: (error: unknown) => boolean;
}

/** `/health/live`: the process answers. `/health/ready`: so does its database. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    if (await health.isReady()) return { status: "ready" };
    return reply.code(503).send({ status: "not ready" });
  });
}
