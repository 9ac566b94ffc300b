import type { ListResults, ResultPage, ResultRow, RunDetail } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { toast } from "sonner";
import { describeError } from "../kit/errors.ts";
import { loadImporters } from "../kit/importers.ts";
import { saveFile } from "../kit/file.ts";

const types: Readonly<Record<RunFormat, string>> = {
  csv: "text/csv",
  jsonl: "application/x-ndjson",
  json: "application/json",
};

/** Writes a run to a file, page by page, and says how far it is; it can be stopped. */
export function useExportRun(run: RunDetail): (format: RunFormat) => Promise<void> {
  const { client } = trpc.useUtils();
  return async (format) => {
    const stop = new AbortController();
    const action = { label: "Stop", onClick: () => stop.abort() };
    const id = toast.loading("Exporting…", { action });
    // Each piece becomes a blob of its own, which the browser may keep on the disk.
    const parts: Blob[] = [];
    try {
      const read = (query: Parameters<typeof client.runs.results.query>[0]) =>
        client.runs.results.query(query, { signal: stop.signal });
      for await (const { text, results } of runPieces(run, format, read)) {
        parts.push(new Blob([text]));
        toast.loading(`Exporting… ${formatCount(results)} of ${formatCounted(run.results, "result")}`, {
          id,
          action,
        });
      }
      saveFile(
        `${run.dataset.name}-${run.model.name}-${run.externalId}.${format}`,
        new Blob(parts, { type: types[format] }),
      );
      toast.success("Exported", { id, action: null });
    } catch (error) {
      if (stop.signal.aborted) toast.dismiss(id);
      else toast.error(`Export failed. ${describeError(error).title}`, { id, action: null });
    }
  };
}

export type RunFormat = "csv" | "jsonl" | "json";
/** Asks the server for a page of results. */
type ReadResults = (query: ListResults) => Promise<ResultPage>;

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
