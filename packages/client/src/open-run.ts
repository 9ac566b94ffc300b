import { batches } from "./batches.ts";
import type { NewResult, RecordingClient, RunEnd, StartRun } from "./recording-client.ts";
import { withRetries, type RetryOptions } from "./retries.ts";

/** A run that is being recorded. Every step may be taken again: what is stored is not stored twice. */
export interface OpenRun {
  readonly runId: string;
  /** Whether it had ended before: then nothing can be added, and nothing is missing. */
  readonly ended: boolean;
  /** Sends results, in as many calls as they need. */
  add(results: Iterable<NewResult> | AsyncIterable<NewResult>): Promise<void>;
  end(end: RunEnd): Promise<void>;
}

/** Starts a run, or finds the one of the same `externalId`. Throws `TRPCClientError` with the server's words. */
export async function openRun(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options?: RetryOptions,
): Promise<OpenRun> {
  const { runId, status } = await withRetries((call) => record.start.mutate(start, call), options);
  return {
    runId,
    ended: status !== "running",
    async add(results) {
      for await (const batch of batches(results)) {
        await withRetries((call) => record.addResults.mutate({ runId, results: batch }, call), options);
      }
    },
    async end(end) {
      await withRetries<unknown>(
        (call) =>
          end.status === "completed"
            ? record.complete.mutate({ runId, completedAt: end.at }, call)
            : record.fail.mutate({ runId, error: end.error, failedAt: end.at }, call),
        options,
      );
    },
  };
}
