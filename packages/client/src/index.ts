export type { AppRouter } from "@evalboard/api/router";
export { batchLink } from "./batch-link.ts";
export { createClient, type Client } from "./create-client.ts";
export { recordRun, type RecordedRun, type RunToRecord } from "./record-run.ts";
export { recordRuns, type RecordRunsOptions, type RefusedRun, type RunsToRecord } from "./record-runs.ts";
export type { NewResult, RecordingClient, RunEnd, StartRun } from "./recording-client.ts";
export type { RetryOptions } from "./retries.ts";
