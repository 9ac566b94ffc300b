import Papa from "papaparse";
import { z } from "zod";
import { readShape } from "../check.ts";
import { type Importer, ImportError, type SourceFile } from "../importer.ts";
import { readTextPieces } from "../read-file.ts";
import { BOOLEAN_COLUMNS, COLUMNS, METRIC, NUMBER_COLUMNS, PAIR_COLUMNS, PlainRow } from "./columns.ts";
import { type PlacedRow, surveyRows } from "./rows.ts";

/** Our own format as CSV: a header, then a result a row. */
export const csv: Importer = {
  recognises: ({ text }) => {
    const header = new Set(
      text
        .split(/\r?\n/, 1)[0]
        ?.split(/[,;\t]/)
        .map((name) => name.replace(/^"(.*)"$/, "$1").trim()),
    );
    return (
      COLUMNS.filter((column) => header.has(column)).length > 2 &&
      (header.has("score") || header.has("itemKey"))
    );
  },
  survey: (file, options) => surveyRows(file, options, () => readRows(file)),
};

async function* readRows(file: SourceFile): AsyncGenerator<PlacedRow> {
  let header: readonly string[] | null = null;
  for await (const { cells, number } of readCsv(file)) {
    const where = `row ${number}`;
    if (header === null) {
      header = cells.map((cell) => cell.trim());
      continue;
    }
    if (cells.length > header.length)
      throw new ImportError(`${where}: has ${cells.length} cells, and the header ${header.length}`);
    const entries = header.map((column, index) => [column, valueOf(column, cells[index] ?? "")]);
    yield { row: readShape(PlainRow, Object.fromEntries(entries), where), where };
  }
}

/** An empty cell is nothing; what is no number is left for the shape to refuse. */
function valueOf(column: string, cell: string): unknown {
  if (cell === "") return null;
  if (column.startsWith(METRIC)) return readMetric(cell);
  if (BOOLEAN_COLUMNS.has(column)) return BOOLEANS.get(cell.trim().toLowerCase()) ?? cell;
  if (PAIR_COLUMNS.has(column)) return readPairs(cell);
  if (!NUMBER_COLUMNS.has(column)) return readCell(cell);
  return isNumber(cell) ? Number(cell) : cell;
}

const isNumber = (cell: string) => cell.trim() !== "" && Number.isFinite(Number(cell));

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
  ["1", true],
  ["0", false],
]);

/** A column of several values is JSON. */
function readPairs(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

/** A word that looks like a number has an apostrophe before it. */
const isMarkedNumber = (text: string) => isNumber(text.replace(/^'+/, ""));

/** A metric as a cell. */
export function writeMetric(value: number | string): string | number {
  if (typeof value === "number") return value;
  return isMarkedNumber(value) ? `'${value}` : writeCell(value);
}

/** The metric that `writeMetric` was given. */
export function readMetric(cell: string): number | string {
  if (isNumber(cell)) return Number(cell);
  return isMarkedNumber(cell) ? cell.slice(1) : readCell(cell);
}

/** A number, also as text: a spreadsheet that computes it gets what stands there. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
/**
 * What a spreadsheet may execute, also behind spaces, controls and characters of no width, and behind the marks that
 * this file adds; and nothing at all, which a CSV cannot tell from null.
 */
const MARKED = /^'*(?:$|[\s\p{Cc}\p{Cf}]*[=+\-@|%\uFF0B\uFF0D\uFF1D\uFF20]|[\t\r])/u;

/** A text as a cell that no spreadsheet executes: where it would, an apostrophe stands before it. */
export function writeCell(text: string): string {
  return needsMark(text) ? `'${text}` : text;
}

/** The text that `writeCell` was given. An apostrophe of anybody else's stays. */
export function readCell(cell: string): string {
  return cell.startsWith("'") && needsMark(cell.slice(1)) ? cell.slice(1) : cell;
}

const needsMark = (text: string) => MARKED.test(text) && !NUMBER.test(text);

/** One row of a CSV. */
interface CsvRow {
  readonly cells: readonly string[];
  /** Counted from 1, the header too. */
  readonly number: number;
}

const MIN_PARSED = 1_000_000;
const MAX_ROW_LENGTH = 64_000_000;
const Parsed = z.object({
  data: z.array(z.array(z.string())),
  errors: z.array(z.object({ message: z.string(), row: z.int().optional() })),
  meta: z.object({ cursor: z.int() }),
});

/** The rows of a CSV that are not blank, with commas, semicolons or tabs, read in pieces. Throws `ImportError`. */
async function* readCsv(file: Pick<SourceFile, "blob">): AsyncGenerator<CsvRow> {
  let parser: ReturnType<typeof parserOf> | null = null;
  let number = 0;
  let unread = "";
  let waitFor = 0;
  const rowsOf = function* (last: boolean): Generator<CsvRow> {
    parser ??= parserOf(unread);
    const { data, errors, meta } = parser(unread, !last);
    const [fault] = last ? errors : [];
    if (fault) throw new ImportError(`row ${number + (fault.row ?? 0) + 1}: ${fault.message}`);
    unread = unread.slice(meta.cursor);
    for (const cells of data) {
      number += 1;
      if (cells.some((cell) => cell !== "")) yield { cells, number };
    }
  };
  for await (const piece of readTextPieces(file)) {
    unread += piece;
    if (unread.length < waitFor || unread.length < MIN_PARSED) continue;
    yield* rowsOf(false);
    if (unread.length > MAX_ROW_LENGTH) throw new ImportError(`row ${number + 1}: is longer than 64 MB`);
    // A row that goes on for long is not parsed again with every piece.
    waitFor = unread.length * 2;
  }
  yield* rowsOf(true);
}

/** The delimiter is that of the header; names of columns hold none. */
function parserOf(begin: string) {
  const header = /^[^\n]*/.exec(begin)?.[0] ?? "";
  const delimiter = [",", ";", "\t"].toSorted((a, b) => header.split(b).length - header.split(a).length)[0];
  const newline = header.endsWith("\r") ? "\r\n" : "\n";
  return (text: string, ignoreLastRow: boolean) =>
    Parsed.parse(new Papa.Parser({ delimiter, newline }).parse(text, 0, ignoreLastRow));
}
