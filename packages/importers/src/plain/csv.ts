import { headerCells, readCsv } from "../csv-rows.ts";
import { type Importer, ImportError, type SourceFile } from "../importer.ts";
import { numberIn } from "../scale.ts";
import { readCell, writeCell } from "./cells.ts";
import { BOOLEAN_COLUMNS, isOurs, METRIC, NUMBER_COLUMNS, PAIR_COLUMNS } from "./columns.ts";
import { type RawRow, surveyRows } from "./rows.ts";

/** Our own format as CSV: a header, then a result a row. */
export const csv: Importer = {
  recognises: ({ text }) => {
    return isOurs(headerCells(text));
  },
  survey: (file, options) => surveyRows(file, options, () => readRows(file)),
};

async function* readRows(file: SourceFile): AsyncGenerator<RawRow> {
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
    yield { row: Object.fromEntries(entries), where };
  }
}

/** An empty cell is nothing; what is no number is left for the shape to refuse. */
function valueOf(column: string, cell: string): unknown {
  if (cell === "") return null;
  if (column.startsWith(METRIC)) return readMetric(cell);
  if (BOOLEAN_COLUMNS.has(column)) return BOOLEANS.get(cell.trim().toLowerCase()) ?? cell;
  if (PAIR_COLUMNS.has(column)) return readPairs(cell);
  if (!NUMBER_COLUMNS.has(column)) return readCell(cell);
  // A score may be a word of the person's, or a share such as 85%.
  return isNumber(cell) ? Number(cell) : column === "score" ? cell : (numberIn(cell) ?? cell);
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
