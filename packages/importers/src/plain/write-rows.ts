import { Provenance, type ResultRow, type RunDetail } from "@evalboard/contract";
import Papa from "papaparse";
import { writeCell } from "./cells.ts";
import { writeMetric } from "./csv.ts";
import { type Column, COLUMNS, METRIC, TAG } from "./columns.ts";

type RunFacts = "externalId" | "promptText" | "startedAt" | "completedAt" | "failedAt" | "error";
/** A server of another version may know nothing of these. */
type NewRunFacts = "tags" | "passMark" | "scoreMetric" | "higherIsBetter" | "metrics";

/** A run as it is read from the server, as far as it is written. */
export interface ExportedRun
  extends Pick<RunDetail, RunFacts>, Partial<Pick<RunDetail, NewRunFacts>>, Provenance {
  readonly status: string;
  readonly model: { readonly provider: string; readonly name: string };
  readonly dataset: { readonly name: string };
  readonly prompt: { readonly name: string };
}

type NewResultFacts = "itemName" | "passed" | "metrics" | "transcript" | "cached";

/** A result as it is read from the server, as far as it is written. */
export type ExportedResult = Omit<ResultRow, "position" | "outcome" | "textReplaced" | NewResultFacts> &
  Partial<Pick<ResultRow, NewResultFacts>>;

type Results = AsyncIterable<readonly ExportedResult[]> | Iterable<readonly ExportedResult[]>;

/** A run and its results as our own JSONL, in pieces: what the importer reads again. */
export async function* toJsonl(run: ExportedRun, results: Results): AsyncGenerator<string> {
  const columns = runColumns(run);
  for await (const batch of results) {
    yield batch.map((result) => `${JSON.stringify({ ...columns, ...resultColumns(result) })}\n`).join("");
  }
}

/**
 * A run and its results as CSV, in pieces, in UTF-8 with the mark that spreadsheets know it by. A text that a
 * spreadsheet would execute has an apostrophe before it, which the importer takes away again. Each tag and each metric
 * that the run knows of has a column of its own; the `metrics` column has the others, as JSON.
 */
export async function* toCsv(run: ExportedRun, results: Results): AsyncGenerator<string> {
  const { tags = {}, ...columns } = runColumns(run);
  const own = COLUMNS.filter((column) => column !== "tags");
  const metrics = (run.metrics ?? []).map(({ name }) => name);
  const header = [
    ...own,
    ...Object.keys(tags).map((name) => TAG + name),
    ...metrics.map((name) => METRIC + name),
  ];
  yield `\uFEFF${Papa.unparse([header])}\r\n`;
  const tagCells = Object.values(tags).map(writeCell);
  const cellsOf = (result: ExportedResult): (string | number | boolean)[] => {
    const { metrics: all = {}, ...others } = resultColumns(result);
    const rest = Object.entries(all).filter(([name]) => !metrics.includes(name));
    const row: Row = { ...columns, ...others, metrics: rest.length > 0 ? Object.fromEntries(rest) : null };
    return own
      .map((column) => cellOf(row[column]))
      .concat(
        tagCells,
        metrics.map((name) => (Object.hasOwn(all, name) ? writeMetric(all[name] ?? "") : "")),
      );
  };
  for await (const batch of results) {
    if (batch.length > 0) yield `${Papa.unparse(batch.map(cellsOf), { newline: "\r\n" })}\r\n`;
  }
}

type Cell = string | number | boolean | null | undefined | Readonly<Record<string, unknown>>;
type Row = Readonly<Partial<Record<Column, Cell>>>;

function cellOf(value: Cell): string | number | boolean {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return typeof value === "string" ? writeCell(value) : (value ?? "");
}

/** A server of another version may know less. */
const Known = Provenance.partial();

function runColumns(run: ExportedRun) {
  const { tags, passMark, scoreMetric, higherIsBetter } = run;
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
    tags: saidOf(tags),
    passMark,
    scoreMetric,
    higherIsBetter: saidOf(higherIsBetter),
    status: run.status,
    runError: run.error,
  } satisfies Row;
}

/** The columns of one result: a row has its run's columns and these. */
function resultColumns(result: ExportedResult) {
  const { itemKey, itemName, repeat, input, expected, output, score, passed, reason, error } = result;
  const { transcript, latencyMs, inputTokens, outputTokens, costUsd, cached } = result;
  return {
    itemKey,
    itemName,
    repeat,
    input,
    expected,
    output,
    score,
    passed,
    metrics: saidOf(result.metrics),
    reason,
    transcript,
    error,
    latencyMs,
    inputTokens,
    outputTokens,
    costUsd,
    cached,
  } satisfies Row;
}

/** Nothing where there is nothing in it: a line of JSON leaves it out then. */
function saidOf<Value>(
  values: Readonly<Record<string, Value>> = {},
): Readonly<Record<string, Value>> | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}
