import type { ListResults, ResultPage, ResultRow, RunDetail } from "@evalboard/contract";
import { toCsv, toJsonl } from "@evalboard/importers";

/** What exporting needs of a client. */
export interface ReadingClient {
  readonly runs: {
    readonly get: { query(input: { runId: string }): Promise<RunDetail> };
    readonly results: { query(input: ListResults): Promise<ResultPage> };
  };
}

const PAGE = 200;

/** A run and its results as text, in pieces, read page by page. */
export async function* exportRun(
  { runs }: ReadingClient,
  runId: string,
  format: "jsonl" | "csv" | "json",
): AsyncGenerator<string> {
  const run = await runs.get.query({ runId });
  const pages = readPages(runs, runId);
  if (format === "json") yield* toJson(run, pages);
  else yield* format === "csv" ? toCsv(run, pages) : toJsonl(run, pages);
}

async function* readPages(runs: ReadingClient["runs"], runId: string): AsyncGenerator<ResultRow[]> {
  let cursor: ResultPage["nextCursor"] = null;
  do {
    const page: ResultPage = await runs.results.query({ runId, limit: PAGE, cursor, whole: true });
    yield page.results;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function* toJson(run: RunDetail, pages: AsyncIterable<readonly ResultRow[]>): AsyncGenerator<string> {
  yield `{"run":${JSON.stringify(run)},"results":[`;
  let separator = "\n";
  for await (const page of pages) {
    for (const result of page) {
      yield separator + JSON.stringify(result);
      separator = ",\n";
    }
  }
  yield "\n]}\n";
}
