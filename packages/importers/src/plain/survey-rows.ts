import { batchResults, type RunResult } from "../batch-results.ts";
import { canonicalJson } from "../canonical-json.ts";
import { checkResult } from "../check-result.ts";
import { hash, hashFile } from "../hash.ts";
import { ImportError } from "../import-error.ts";
import type { ImportedFile, ImportedRun, ImportOptions, SourceFile } from "../importer.ts";
import type { PlainRow } from "./plain-row.ts";
import { resultOf } from "./result-of.ts";
import { runOf } from "./run-of.ts";

/** One row and its place in the file. */
export interface PlacedRow {
  readonly row: PlainRow;
  readonly where: string;
}

interface Survey {
  readonly index: number;
  readonly run: Omit<ImportedRun, "results">;
  readonly facts: string;
  readonly where: string;
  /** Hashes of item and repeat. */
  readonly seen: Set<string>;
}

const KEY_LENGTH = 16;

/** What rows of our own format hold, each checked; `read` gives them, once more for the results. */
export async function surveyRows(
  format: string,
  file: SourceFile,
  options: ImportOptions,
  read: () => AsyncIterable<PlacedRow>,
): Promise<ImportedFile> {
  const fileId = await hashFile(file, KEY_LENGTH);
  const runs = new Map<string, Survey>();
  for await (const { row, where } of read()) {
    const survey = surveyOf(row, where);
    const result = resultOf(row);
    checkResult(result, where);
    const key = hash(JSON.stringify([result.itemKey, result.repeat]), KEY_LENGTH);
    if (survey.seen.has(key))
      throw new ImportError(`${where}: the item was there before; number its repeats 1, 2, 3 …`);
    survey.seen.add(key);
  }
  if (runs.size === 0) throw new ImportError("it holds no results");

  function surveyOf(row: PlainRow, where: string): Survey {
    const run = runOf(row, options, fileId, where);
    const facts = canonicalJson(run);
    const known = runs.get(run.start.externalId);
    if (known && known.facts !== facts)
      throw new ImportError(
        `${where}: says of its run something else than ${known.where}; give it an externalId of its own`,
      );
    const survey = known ?? { index: runs.size, run, facts, where, seen: new Set() };
    runs.set(run.start.externalId, survey);
    return survey;
  }

  async function* results(): AsyncGenerator<RunResult> {
    for await (const { row, where } of read()) {
      const { externalId } = runOf(row, options, fileId, where).start;
      yield { run: runs.get(externalId)?.index ?? 0, result: resultOf(row) };
    }
  }

  return {
    format,
    runs: [...runs.values()].map(({ run: { start, end }, seen }) => ({ start, end, results: seen.size })),
    warnings: [],
    results: () => batchResults(results()),
  };
}
