import { Period } from "@evalboard/stats/contract";
import type { StatsReader } from "@evalboard/stats";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { cacheHeaders } from "./cache-headers.ts";

const Query = z.strictObject({ period: Period });

/** `GET /api/runs/stats/?period=7d`: the reply of `stats.get` for whoever has no tRPC. */
export function statsRoute(app: FastifyInstance, stats: StatsReader): void {
  app.get("/api/runs/stats", async (request, reply) => {
    const { period } = Query.parse(request.query);
    const report = await stats.get(period);
    const headers = cacheHeaders(report);
    reply.headers(headers);
    if (request.headers["if-none-match"] === headers.etag) return reply.code(304).send();
    return report;
  });
}
