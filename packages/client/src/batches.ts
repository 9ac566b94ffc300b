import type { NewResult } from "./client.ts";

/** Most results that the server takes in one call. */
const MAX_RESULTS = 1_000;
/** Half of what the server takes in one body. */
const MAX_BYTES = 4_000_000;

const encoder = new TextEncoder();

/** Results in calls that the server takes, in their order. A result larger than a batch goes alone. */
export async function* batches(
  results: Iterable<NewResult> | AsyncIterable<NewResult>,
): AsyncGenerator<NewResult[]> {
  let batch: NewResult[] = [];
  let bytes = 0;
  for await (const result of results) {
    const size = encoder.encode(JSON.stringify(result)).length;
    if (batch.length === MAX_RESULTS || (batch.length > 0 && bytes + size > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(result);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
