import { Period, StatsReport } from "@evalboard/stats/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** The board's one question. */
export const stats = {
  get: procedure
    .input(Period)
    .output(StatsReport)
    .query(({ ctx, input }) => ctx.stats.get(input)),
} satisfies TRPCRouterRecord;
