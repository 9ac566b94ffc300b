import type { ListResults, ResultPage, ResultRow, RunDetail } from "@evalboard/contract";
import { loadImporters } from "../importers/load-importers.ts";

export type RunFormat = "csv" | "jsonl" | "json";
/** Asks the server for a page of results. */
export type ReadResults = (query: ListResults) => Promise<ResultPage>;

const PAGE = 500;

/** A run with all its results, whole texts, in pieces of a file. CSV and JSONL can be imported again. */
export async function* runPieces(
  run: RunDetail,
  format: RunFormat,
  read: ReadResults,
): AsyncGenerator<{ readonly text: string; readonly results: number }> {
  let results = 0;
  const pages = readPages(run.id, read, (more) => (results += more));
  if (format === "json") {
    for await (const text of jsonOf(run, pages)) yield { text, results };
    return;
  }
  const { toCsv, toJsonl } = await loadImporters();
  for await (const text of (format === "csv" ? toCsv : toJsonl)(run, pages)) yield { text, results };
}

async function* readPages(
  runId: string,
  read: ReadResults,
  onRead: (results: number) => void,
): AsyncGenerator<readonly ResultRow[]> {
  let cursor: string | null = null;
  do {
    const page: ResultPage = await read({ runId, whole: true, limit: PAGE, cursor });
    onRead(page.results.length);
    yield page.results;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function* jsonOf(run: RunDetail, pages: AsyncIterable<readonly ResultRow[]>): AsyncGenerator<string> {
  yield `{"run":${JSON.stringify(run)},"results":[`;
  let separator = "\n";
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + page.map((result) => JSON.stringify(result)).join(",\n");
    separator = ",\n";
  }
  yield "\n]}\n";
}
