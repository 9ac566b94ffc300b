import {
  DatasetQuery,
  DatasetReport,
  MatrixReport,
  ModelQuery,
  ModelReport,
  Period,
  PromptQuery,
  PromptReport,
  StatsQuery,
  StatsReport,
} from "@evalboard/contract";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./trpc.ts";

/** The board's one question, and those of the pages behind it. */
export const stats = {
  get: procedure
    .input(StatsQuery)
    .output(StatsReport)
    .query(({ ctx, input }) => ctx.stats.get(input)),
  model: procedure
    .input(ModelQuery)
    .output(ModelReport)
    .query(({ ctx, input }) => ctx.stats.model(input)),
  dataset: procedure
    .input(DatasetQuery)
    .output(DatasetReport)
    .query(({ ctx, input }) => ctx.stats.dataset(input)),
  prompt: procedure
    .input(PromptQuery)
    .output(PromptReport)
    .query(({ ctx, input }) => ctx.stats.prompt(input)),
  matrix: procedure
    .input(Period)
    .output(MatrixReport)
    .query(({ ctx, input }) => ctx.stats.matrix(input)),
} satisfies TRPCRouterRecord;
