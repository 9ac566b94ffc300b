import type { AppRouter } from "@evalboard/client";
import type { SkipToken } from "@tanstack/react-query";
import type { TRPCClientErrorLike } from "@trpc/client";
import type { UseTRPCQueryResult } from "@trpc/react-query/shared";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { reportOptions } from "./freshness.ts";
import { trpc, useConnection } from "./provider.tsx";

/** What is asked, by the name of the report. */
export type Questions = inferRouterInputs<AppRouter>["stats"];
/** What is answered, by the name of the report; units stand in the names of figures, instants are ISO 8601 in UTC. */
export type Reports = inferRouterOutputs<AppRouter>["stats"];

/** `skipToken` asks nothing, while it is not known yet what to ask. */
type Question<Name extends keyof Questions> = Questions[Name] | SkipToken;
type ReportQuery<Name extends keyof Reports> = UseTRPCQueryResult<
  Reports[Name],
  TRPCClientErrorLike<AppRouter>
>;

/** The board of a period such as `"7d"`, or of some of its runs: `{ period: "7d", where: { label: "main" } }`. */
export function useBoard(question: Question<"get">): ReportQuery<"get"> {
  useConnection();
  return trpc.stats.get.useQuery(question, reportOptions);
}

/** Latency over time of the models with the most measured runs; asked as the board is. */
export function useLatencyByModel(question: Question<"latencyByModel">): ReportQuery<"latencyByModel"> {
  useConnection();
  return trpc.stats.latencyByModel.useQuery(question, reportOptions);
}

/** The figures of one model: `{ modelId, period }`. */
export function useModel(question: Question<"model">): ReportQuery<"model"> {
  useConnection();
  return trpc.stats.model.useQuery(question, reportOptions);
}

/** The figures of one dataset: `{ datasetId, period }`. */
export function useDataset(question: Question<"dataset">): ReportQuery<"dataset"> {
  useConnection();
  return trpc.stats.dataset.useQuery(question, reportOptions);
}

/** The figures of one prompt and its versions: `{ promptId, period }`. */
export function usePrompt(question: Question<"prompt">): ReportQuery<"prompt"> {
  useConnection();
  return trpc.stats.prompt.useQuery(question, reportOptions);
}

/** The score of each model on each dataset of a period. */
export function useMatrix(question: Question<"matrix">): ReportQuery<"matrix"> {
  useConnection();
  return trpc.stats.matrix.useQuery(question, reportOptions);
}
