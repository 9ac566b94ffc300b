import type { FastifyInstance } from "fastify";
import type { Health } from "../health.ts";

/** `/health/live`: the process answers. `/health/ready`: so does its database. */
export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) => {
    if (await health.isReady()) return { status: "ready" };
    return reply.code(503).send({ status: "not ready" });
  });
}
