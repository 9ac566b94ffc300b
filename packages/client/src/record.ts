import { batchResults } from "@evalboard/contract/batches";
import type { NewResult, StartRun } from "@evalboard/contract";
import type { RecordingClient, RunEnd } from "./recording-client.ts";
import { findStrangers, underStoredNames } from "./guessed-names.ts";
import { openRun } from "./open-run.ts";
import type {
  DifferingRun,
  Outcome,
  RecordedRun,
  RecordRunOptions,
  RecordRunsOptions,
  RunsToRecord,
} from "./outcomes.ts";
import { isConflict } from "./errors.ts";
import { type Opened, recordOpened, recordedRun, unlessRefused } from "./take-turns.ts";

/** A run that a harness made. */
export interface RunToRecord {
  readonly start: StartRun;
  readonly results: Iterable<NewResult> | AsyncIterable<NewResult>;
  /** Default: completed, now. */
  readonly end?: RunEnd;
}

/**
 * Records a run whole. The same `externalId` gives the same run, so a call that was interrupted is simply made again;
 * a lost connection or a busy server is waited for. Of a completed run the answers that nobody had scored take the scores
 * that are sent; where it holds something else, `onDifference` says what becomes of it. Throws what the client throws.
 */
export async function recordRun(
  client: RecordingClient,
  { start, results, end = { status: "completed" } }: RunToRecord,
  options: RecordRunOptions = {},
): Promise<RecordedRun | DifferingRun> {
  const opened = await openOrConflict(client, start, options);
  const { run } = opened;
  // Where something is to become of what differs, it is looked for first.
  const settles = options.onDifference !== undefined && options.onDifference !== "report";
  if (run?.status === "running" && !settles) {
    for await (const batch of batchResults(ofOneRun(results))) await run.add(batch.results);
    await run.end(end);
    return recordedRun(run, start, "recorded");
  }
  // They may come once alone, and are looked at more often.
  const held: NewResult[] = [];
  for await (const result of results) held.push(result);
  const outcomes: Outcome[] = [];
  const one = {
    runs: [{ start, results: held.length, end }],
    results: () => batchResults(ofOneRun(held)),
  };
  const onRun = (_: number, outcome: Outcome) => outcomes.push(outcome);
  await recordOpened(client, one, new Map([[0, opened]]), { ...options, onRun });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error("the run came to no end");
  if (outcome.status === "refused") throw outcome.error;
  return outcome;
}

async function* ofOneRun(results: Iterable<NewResult> | AsyncIterable<NewResult>) {
  for await (const result of results) yield { run: 0, result };
}

/**
 * Records runs as their results come; each counts on the board from its last result on. One that the server refuses, or that
 * is there and differs, does not stop the others. Throws where the server is lost: the same call goes on from there.
 */
export async function recordRuns(
  client: RecordingClient,
  file: RunsToRecord,
  options: RecordRunsOptions = {},
): Promise<void> {
  const strangers = await findStrangers(client, file, options);
  const runs = [...file.runs];
  const opened = new Map<number, Opened>();
  for (const [index, run] of file.runs.entries()) {
    await unlessRefused(index, options, async () => {
      const isStranger = strangers.has(index);
      const first = isStranger ? null : await openOrConflict(client, run.start, options);
      if (first && (first.run || run.datasetGuessed !== true)) return void opened.set(index, first);
      // A name that was only guessed is nothing to differ in.
      const start = await underStoredNames(client, run.start, options);
      if (start) {
        runs[index] = { ...run, start };
        opened.set(index, await openOrConflict(client, start, options));
      } else if (first) opened.set(index, first);
      else options.onRun?.(index, { status: "refused", error: strangers.get(index) });
    });
  }
  await recordOpened(client, { runs, results: () => file.results() }, opened, options);
}

/** The run, or why it is another one that is called so. Throws what else there is to throw. */
async function openOrConflict(
  client: RecordingClient,
  start: StartRun,
  options: RecordRunOptions,
): Promise<Opened> {
  try {
    return { run: await openRun(client, start, options), conflict: null };
  } catch (error) {
    if (!isConflict(error)) throw error;
    return { run: null, conflict: error };
  }
}
