import type { NewResult } from "./recording.ts";
import { MAX_RESULTS_PER_CALL } from "./words.ts";

// Without zod: who sends results need not load it.

/** Half of what the server takes in one body. */
const MAX_BATCH_BYTES = 4_000_000;
/** Most that waits of all runs of a file together. */
const MAX_WAITING_BYTES = 16_000_000;

/** One result and the index of its run. */
export interface RunResult {
  readonly run: number;
  readonly result: NewResult;
}

/** Results of one run as they are sent: at most 1 000, and at most some 4 MB of JSON unless one alone is larger. */
export interface ResultBatch {
  /** The index of the run among those that are sent. */
  readonly run: number;
  readonly results: readonly NewResult[];
}

/** Results of several runs, in any order, in batches as the server takes them. A result larger than a batch goes alone. */
export async function* batchResults(
  results: AsyncIterable<RunResult> | Iterable<RunResult>,
): AsyncGenerator<ResultBatch> {
  const waiting = new Map<number, { readonly results: NewResult[]; bytes: number }>();
  let waitingBytes = 0;
  const take = (run: number): ResultBatch => {
    const batch = waiting.get(run);
    waiting.delete(run);
    waitingBytes -= batch?.bytes ?? 0;
    return { run, results: batch?.results ?? [] };
  };
  for await (const { run, result } of results) {
    const bytes = bytesOf(result);
    const before = waiting.get(run);
    if (before && before.bytes + bytes > MAX_BATCH_BYTES) yield take(run);
    const batch = waiting.get(run) ?? { results: [], bytes: 0 };
    batch.results.push(result);
    batch.bytes += bytes;
    waitingBytes += bytes;
    waiting.set(run, batch);
    if (batch.results.length === MAX_RESULTS_PER_CALL) yield take(run);
    if (waitingBytes > MAX_WAITING_BYTES) for (const other of waiting.keys()) yield take(other);
  }
  for (const run of waiting.keys()) yield take(run);
}

const encoder = new TextEncoder();

/** Of its JSON in UTF-8. */
const bytesOf = (result: NewResult) => encoder.encode(JSON.stringify(result)).length;
