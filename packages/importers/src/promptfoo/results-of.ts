import { batchResults, type RunResult } from "../batch-results.ts";
import type { ResultBatch } from "../importer.ts";
import type { PlacedRow } from "./read-rows.ts";
import { resultOf } from "./result-of.ts";
import type { RowGroups } from "./row-groups.ts";

/** The results of a file's rows, in batches. */
export function resultsOf(rows: AsyncIterable<PlacedRow>, groups: RowGroups): AsyncIterable<ResultBatch> {
  return batchResults(placedResults(rows, groups));
}

async function* placedResults(rows: AsyncIterable<PlacedRow>, groups: RowGroups): AsyncGenerator<RunResult> {
  const placeOf = groups.places();
  for await (const { row } of rows) {
    const { run, itemKey, repeat } = placeOf(row);
    yield { run, result: resultOf(row, itemKey, repeat) };
  }
}
