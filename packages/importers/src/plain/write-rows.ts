import { Provenance, type ResultRow, type RunDetail } from "@evalboard/contract";
import Papa from "papaparse";
import { writeCell } from "./csv.ts";
import { type Column, COLUMNS } from "./rows.ts";

type RunFacts = "externalId" | "promptText" | "startedAt" | "completedAt" | "failedAt" | "error";

/** A run as it is read from the server, as far as it is written. */
export interface ExportedRun extends Pick<RunDetail, RunFacts>, Provenance {
  readonly status: string;
  readonly model: { readonly provider: string; readonly name: string };
  readonly dataset: { readonly name: string };
  readonly prompt: { readonly name: string };
}

/** A result as it is read from the server, as far as it is written. */
export type ExportedResult = Omit<ResultRow, "position" | "outcome" | "textReplaced">;

type Results = AsyncIterable<readonly ExportedResult[]> | Iterable<readonly ExportedResult[]>;

/** A run and its results as our own JSONL, in pieces: what the importer reads again. */
export async function* toJsonl(run: ExportedRun, results: Results): AsyncGenerator<string> {
  const columns = runColumns(run);
  for await (const batch of results) {
    yield batch.map((result) => `${JSON.stringify(rowOf(columns, result))}\n`).join("");
  }
}

/**
 * A run and its results as CSV, in pieces, in UTF-8 with the mark that spreadsheets know it by. A text that a
 * spreadsheet would execute has an apostrophe before it, which the importer takes away again.
 */
export async function* toCsv(run: ExportedRun, results: Results): AsyncGenerator<string> {
  yield `\uFEFF${Papa.unparse([[...COLUMNS]])}\r\n`;
  const columns = runColumns(run);
  for await (const batch of results) {
    const rows = batch.map((result) => {
      const row = rowOf(columns, result);
      return COLUMNS.map((column) => cellOf(row[column]));
    });
    if (rows.length > 0) yield `${Papa.unparse(rows, { newline: "\r\n" })}\r\n`;
  }
}

type Cell = string | number | null | undefined;
type Row = Readonly<Partial<Record<Column, Cell>>>;

const cellOf = (value: Cell) => (typeof value === "string" ? writeCell(value) : (value ?? ""));

/** A server of another version may know less. */
const Known = Provenance.partial();

function runColumns(run: ExportedRun): Row {
  return {
    externalId: run.externalId,
    provider: run.model.provider,
    model: run.model.name,
    dataset: run.dataset.name,
    prompt: run.prompt.name,
    promptText: run.promptText,
    ...Known.parse(run),
    startedAt: run.startedAt,
    completedAt: run.completedAt ?? run.failedAt,
    status: run.status,
    runError: run.error,
  };
}

/** A row has its run's columns and its own. */
function rowOf(ofRun: Row, result: ExportedResult): Row {
  const { itemKey, repeat, input, expected, output, score, reason, error } = result;
  const { latencyMs, inputTokens, outputTokens, costUsd } = result;
  const texts = { itemKey, repeat, input, expected, output, score, reason, error };
  return { ...ofRun, ...texts, latencyMs, inputTokens, outputTokens, costUsd };
}
