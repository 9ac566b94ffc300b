import {
  DatasetQuery,
  DatasetReport,
  LatencyByModel,
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
import { rest } from "./rest.ts";
import { procedure } from "./trpc.ts";

/** The board's one question, and those of the pages behind it. */
export const stats = {
  get: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/stats",
        "The board of a period",
        "Averages, rankings, times and costs of the completed runs of the period, or of those of them that the other parameters let through. It may be kept as long as `Cache-Control` says, and has a weak `ETag`.",
      ),
    )
    .input(StatsQuery)
    .output(StatsReport)
    .query(({ ctx, input }) => ctx.stats.get(input)),
  latencyByModel: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/runs/stats/latency",
        "Latency over time of the models with the most measured runs",
        "At most five models, of the runs that the other parameters let through: means and percentiles of each bucket.",
      ),
    )
    .input(StatsQuery)
    .output(LatencyByModel)
    .query(({ ctx, input }) => ctx.stats.latencyByModel(input)),
  model: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/models/{modelId}/stats",
        "One model in a period",
        "Its figures over time, by dataset and by prompt version.",
      ),
    )
    .input(ModelQuery)
    .output(ModelReport)
    .query(({ ctx, input }) => ctx.stats.model(input)),
  dataset: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/datasets/{datasetId}/stats",
        "One dataset in a period",
        "Its models, its prompt versions, and the score of each model with each version.",
      ),
    )
    .input(DatasetQuery)
    .output(DatasetReport)
    .query(({ ctx, input }) => ctx.stats.dataset(input)),
  prompt: procedure
    .meta(
      rest(
        "read",
        "GET",
        "/prompts/{promptId}/stats",
        "One prompt in a period",
        "Every version with what it changed against the one before, and the models and datasets that it was run with.",
      ),
    )
    .input(PromptQuery)
    .output(PromptReport)
    .query(({ ctx, input }) => ctx.stats.prompt(input)),
  matrix: procedure
    .meta(
      rest("read", "GET", "/runs/stats/matrix", "The mean score of every model on every dataset in a period"),
    )
    .input(Period)
    .output(MatrixReport)
    .query(({ ctx, input }) => ctx.stats.matrix(input)),
} satisfies TRPCRouterRecord;
