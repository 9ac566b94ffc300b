export type { AppRouter } from "@evalboard/router";
export {
  type Client,
  createClient,
  type NewResult,
  type RecordingClient,
  type RunEnd,
  type StartRun,
} from "./client.ts";

export {
  type RecordedRun,
  recordRun,
  recordRuns,
  type RecordRunsOptions,
  type RefusedRun,
  type RunsToRecord,
  type RunToRecord,
} from "./record.ts";

export type { RetryOptions } from "./retries.ts";
