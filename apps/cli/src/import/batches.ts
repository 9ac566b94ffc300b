import { Buffer } from "node:buffer";
import { MAX_RESULTS_PER_CALL, type NewResult } from "@evalboard/runs/contract";

/** Half of what the server takes in one body. */
export const MAX_BATCH_BYTES = 4_000_000;

/** Results in calls that the server takes, in their order. A result larger than a batch goes alone. */
export function* batches(results: readonly NewResult[]): Generator<NewResult[]> {
  let batch: NewResult[] = [];
  let bytes = 0;
  for (const result of results) {
    const size = Buffer.byteLength(JSON.stringify(result));
    if (batch.length === MAX_RESULTS_PER_CALL || (batch.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(result);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
