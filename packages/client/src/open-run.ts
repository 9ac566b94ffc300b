import type { NewResult, RecordedContent, StartRun } from "@evalboard/contract";
import type { RecordingClient, RunEnd } from "./recording-client.ts";
import { createContentHash } from "./content-hash.ts";
import { type RetryOptions, withRetries } from "./retries.ts";

/** A run that is being recorded. Every step may be taken again: what is stored is not stored twice. */
export interface OpenRun {
  readonly runId: string;
  /** Running, or how it had ended before: then nothing can be added. */
  readonly status: "running" | "completed" | "failed";
  readonly described: boolean;
  /** How many of its answers take a score, where it is completed. */
  readonly unscored: number;
  /** Of its results, where it has ended and that is known. */
  readonly contentHash: string | null;
  /** Sends results, of an ended run those with scores alone. Gives how many of the stored ones took theirs. */
  add(results: readonly NewResult[]): Promise<number>;
  /** Ends the run, which held what was added. */
  end(end: RunEnd): Promise<void>;
  /** Has an ended run known by what it holds; see `RecordedContent`. */
  know(content: RecordedContent, end: RunEnd): Promise<void>;
}

/** Starts a run, or finds the one of the same `externalId`. Throws what the client throws. */
export async function openRun(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options?: RetryOptions,
): Promise<OpenRun> {
  const started = await withRetries((call) => record.start.mutate(start, call), options);
  const { runId, status, described, unscored = 0, contentHash = null } = started;
  const hash = createContentHash();
  const know = async (content: RecordedContent, end: RunEnd) => {
    await withRetries<unknown>(
      (call) =>
        end.status === "completed"
          ? record.complete.mutate({ runId, completedAt: end.at, content }, call)
          : record.fail.mutate({ runId, error: end.error, failedAt: end.at, content }, call),
      options,
    );
  };
  return {
    runId,
    status,
    described,
    unscored,
    contentHash,
    async add(results) {
      hash.add(results);
      const sent = status === "running" ? results : results.filter(({ score }) => score !== null);
      if (sent.length === 0) return 0;
      const { scoreMetric } = start;
      const isLate = status !== "running" && scoreMetric !== undefined;
      const batch = { runId, results: [...sent], ...(isLate ? { scoreMetric } : {}) };
      return (await withRetries((call) => record.addResults.mutate(batch, call), options)).scored;
    },
    end: (end) => know(hash.content(), end),
    know,
  };
}
