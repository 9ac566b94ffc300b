import { batchResults, type ResultBatch } from "@evalboard/contract/batches";
import type { NewResult, RecordingClient, RunEnd, StartRun } from "./client.ts";
import { refusalStatus, type RetryOptions, withRetries } from "./retries.ts";

interface RunOfMany {
  readonly start: StartRun;
  /** How many results the run has. */
  readonly results: number;
  /** How many of them nobody has scored. Default: none. */
  readonly unscored?: number;
  readonly end: RunEnd;
}

/** Several runs whose results come mixed, such as those of an imported file. */
export interface RunsToRecord {
  readonly runs: readonly RunOfMany[];
  /** Each batch names its run by its index. Not called where every run is there already, and as scored as it is here. */
  results(): AsyncIterable<ResultBatch>;
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
  const open = new Map<number, { readonly run: OpenRun; missing: number; scored: number }>();
  for (const [index, { start, results: missing, unscored = 0 }] of runs.entries()) {
    await orRefused(index, async () => {
      const run = await openRun(client, start, retries);
      if (!run.ended || run.unscored > unscored) return void open.set(index, { run, missing, scored: 0 });
      onSent(missing);
      onRun(index, recordedRun(run, 0));
    });
  }
  if (open.size === 0) return;
  for await (const batch of file.results()) {
    const going = open.get(batch.run);
    if (!going) continue;
    await orRefused(batch.run, async () => {
      going.scored += await going.run.add(batch.results);
      onSent(batch.results.length);
      going.missing -= batch.results.length;
      const end = runs[batch.run]?.end;
      if (going.missing > 0 || !end) return;
      await going.run.end(end);
      onRun(batch.run, recordedRun(going.run, going.scored));
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
  /** Whether a run that was there already has taken the label or tags that were sent. */
  readonly described: boolean;
  /** How many of its answers were stored without a score, and have one by now. */
  readonly scored: number;
}

/**
 * Records a run whole. The same `externalId` gives the same run, so a call that was interrupted is simply made again;
 * a lost connection or a busy server is waited for. Of a completed run the answers that nobody had scored take the scores
 * that are sent. Throws `TRPCClientError` with the server's words.
 */
export async function recordRun(
  client: RecordingClient,
  { start, results, end = { status: "completed" } }: RunToRecord,
  options?: RetryOptions,
): Promise<RecordedRun> {
  const run = await openRun(client, start, options);
  if (run.ended && run.unscored === 0) return recordedRun(run, 0);
  const scored = await run.add(results);
  await run.end(end);
  return recordedRun(run, scored);
}

function recordedRun({ runId, ended, described }: OpenRun, scored: number): RecordedRun {
  return { runId, status: ended ? "already there" : "recorded", described, scored };
}

/** A run that is being recorded. Every step may be taken again: what is stored is not stored twice. */
interface OpenRun {
  readonly runId: string;
  /** Whether it had ended before: then nothing can be added, and nothing is missing. */
  readonly ended: boolean;
  readonly described: boolean;
  /** How many of its answers take a score, where it is completed. */
  readonly unscored: number;
  /** Sends results, in as many calls as they need; of a run that had ended the scores alone. Gives how many it scored. */
  add(results: Iterable<NewResult> | AsyncIterable<NewResult>): Promise<number>;
  /** Does nothing where the run had ended. */
  end(end: RunEnd): Promise<void>;
}

/** Starts a run, or finds the one of the same `externalId`. Throws `TRPCClientError` with the server's words. */
async function openRun(
  { runs: { record } }: RecordingClient,
  start: StartRun,
  options?: RetryOptions,
): Promise<OpenRun> {
  const started = await withRetries((call) => record.start.mutate(start, call), options);
  const { runId, status, described, unscored = 0 } = started;
  const ended = status !== "running";
  return {
    runId,
    ended,
    described,
    unscored,
    async add(results) {
      let scored = 0;
      for await (const batch of batchResults(ofOneRun(results, ended))) {
        const sent = { runId, results: [...batch.results] };
        scored += (await withRetries((call) => record.addResults.mutate(sent, call), options)).scored;
      }
      return scored;
    },
    async end(end) {
      if (ended) return;
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

async function* ofOneRun(results: Iterable<NewResult> | AsyncIterable<NewResult>, scoredAlone: boolean) {
  for await (const result of results) {
    if (!scoredAlone || result.score !== null) yield { run: 0, result };
  }
}
