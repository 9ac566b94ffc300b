import { openRun, type OpenRun } from "./open-run.ts";
import type { RecordedRun } from "./record-run.ts";
import type { NewResult, RecordingClient, RunEnd, StartRun } from "./recording-client.ts";
import type { RetryOptions } from "./retries.ts";
import { refusalStatus } from "./server-answer.ts";

/** Several runs whose results come mixed, such as those of an imported file. */
export interface RunsToRecord {
  /** `results` is how many results the run has. */
  readonly runs: readonly { readonly start: StartRun; readonly results: number; readonly end: RunEnd }[];
  /** Each batch names its run by its index. Not called where every run is there already. */
  results(): AsyncIterable<{ readonly run: number; readonly results: readonly NewResult[] }>;
}

/** A run that the server would not have; `error` is what the client threw. */
export interface RefusedRun {
  readonly status: "refused";
  readonly error: unknown;
}

export interface RecordRunsOptions extends RetryOptions {
  /** Hears of results that are on the server by now. */
  readonly onSent?: (results: number) => void;
  /** Hears what became of the run of this index. */
  readonly onRun?: (run: number, outcome: RecordedRun | RefusedRun) => void;
}

/**
 * Records runs as their results come; each counts on the board from its last result on. One that the server refuses
 * does not stop the others. Throws where the server is lost: the same call goes on from there.
 */
export async function recordRuns(
  client: RecordingClient,
  file: RunsToRecord,
  { onSent = () => {}, onRun = () => {}, ...retries }: RecordRunsOptions = {},
): Promise<void> {
  const { runs } = file;
  const open = new Map<number, { readonly run: OpenRun; missing: number }>();
  for (const [index, { start, results: missing }] of runs.entries()) {
    await orRefused(index, async () => {
      const run = await openRun(client, start, retries);
      if (!run.ended) return void open.set(index, { run, missing });
      onSent(missing);
      onRun(index, { runId: run.runId, status: "already there" });
    });
  }
  if (open.size === 0) return;
  for await (const batch of file.results()) {
    const going = open.get(batch.run);
    if (!going) continue;
    await orRefused(batch.run, async () => {
      await going.run.add(batch.results);
      onSent(batch.results.length);
      going.missing -= batch.results.length;
      const end = runs[batch.run]?.end;
      if (going.missing > 0 || !end) return;
      await going.run.end(end);
      onRun(batch.run, { runId: going.run.runId, status: "recorded" });
    });
  }

  async function orRefused(index: number, step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const status = refusalStatus(error);
      if (status === null || status === 429 || status >= 500) throw error;
      open.delete(index);
      onRun(index, { status: "refused", error });
    }
  }
}
