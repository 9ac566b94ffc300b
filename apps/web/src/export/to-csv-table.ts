import { loadImporters } from "../importers/load-importers.ts";

type Cell = string | number | null;

/** One column of a CSV: its heading and what it says of a row. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => Cell];

/** Rows as CSV for a spreadsheet, none of which it executes; null is an empty cell. */
export async function toCsvTable<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): Promise<Blob> {
  const [{ writeCell }, { default: Papa }] = await Promise.all([loadImporters(), import("papaparse")]);
  const write = (cell: Cell): string | number => (typeof cell === "string" ? writeCell(cell) : (cell ?? ""));
  const lines = Papa.unparse([
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => write(cell(row)))),
  ]);
  // The mark by which spreadsheets know UTF-8.
  return new Blob([`\uFEFF${lines}\r\n`], { type: "text/csv" });
}
