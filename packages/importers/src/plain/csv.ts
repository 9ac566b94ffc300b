import type { FileHead, Importer, SourceFile } from "../importer.ts";
import { ImportError } from "../import-error.ts";
import { readShape } from "../read-shape.ts";
import { readCell } from "./cell.ts";
import { COLUMNS, NUMBER_COLUMNS, PlainRow } from "./plain-row.ts";
import { readCsv } from "./read-csv.ts";
import { surveyRows, type PlacedRow } from "./survey-rows.ts";

/** Our own format as CSV: a header, then a result a row. */
export const csv: Importer = {
  format: "csv",
  asks: "`evalboard export --format csv`",
  recognises: ({ text }: FileHead) => {
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
  survey: (file, options) => surveyRows("csv", file, options, () => readRows(file)),
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
  if (!NUMBER_COLUMNS.has(column)) return readCell(cell);
  const number = Number(cell);
  return Number.isFinite(number) && cell.trim() !== "" ? number : cell;
}
