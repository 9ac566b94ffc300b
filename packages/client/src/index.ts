export type { AppRouter } from "@evalboard/router";
export {
  type Client,
  createClient,
  type NewResult,
  type RecordingClient,
  type RunEnd,
  type StartRun,
} from "./client.ts";

export { GuessedName } from "./guessed-names.ts";
export type {
  DifferingRun,
  OnDifference,
  Outcome,
  RecordedRun,
  RecordRunOptions,
  RecordRunsOptions,
  RefusedRun,
  RunsToRecord,
} from "./outcomes.ts";

export { recordRun, recordRuns, type RunToRecord } from "./record.ts";

export type { RetryOptions } from "./retries.ts";
