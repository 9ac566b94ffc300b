import { openRun } from "./open-run.ts";
import type { NewResult, RecordingClient, RunEnd, StartRun } from "./recording-client.ts";
import type { RetryOptions } from "./retries.ts";

/** A run that a harness made. */
export interface RunToRecord {
  readonly start: StartRun;
  readonly results: Iterable<NewResult> | AsyncIterable<NewResult>;
  /** Default: completed, now. */
  readonly end?: RunEnd;
}

/** A run that is on the server, by now or before. */
export interface RecordedRun {
  readonly runId: string;
  readonly status: "recorded" | "already there";
}

/**
 * Records a run whole. The same `externalId` gives the same run, so a call that was interrupted is simply made again;
 * a lost connection or a busy server is waited for. Throws `TRPCClientError` with the server's words.
 */
export async function recordRun(
  client: RecordingClient,
  { start, results, end = { status: "completed" } }: RunToRecord,
  options?: RetryOptions,
): Promise<RecordedRun> {
  const run = await openRun(client, start, options);
  if (run.ended) return { runId: run.runId, status: "already there" };
  await run.add(results);
  await run.end(end);
  return { runId: run.runId, status: "recorded" };
}
