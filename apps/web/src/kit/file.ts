import { writeCell } from "@evalboard/importers/cells";

/** Hands a value, as JSON for people, to the browser's downloads. */
export function saveJson(name: string, value: unknown): void {
  saveFile(`${name}.json`, new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
}

/** Hands rows, as CSV for a spreadsheet, to the browser's downloads. */
export async function saveCsv<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): Promise<void> {
  saveFile(`${name}.csv`, await toCsvTable(columns, rows));
}

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileNameOf(name);
  link.click();
  // The browser has started to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes. */
function fileNameOf(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(-120);
}

type Cell = string | number | null;

/** One column of a CSV: its heading and what it says of a row. */
export type CsvColumn<Row> = readonly [heading: string, cell: (row: Row) => Cell];

/** Rows as CSV for a spreadsheet, none of which it executes; null is an empty cell. */
async function toCsvTable<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Promise<Blob> {
  const { default: Papa } = await import("papaparse");
  const write = (cell: Cell): string | number => (typeof cell === "string" ? writeCell(cell) : (cell ?? ""));
  const lines = Papa.unparse([
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => write(cell(row)))),
  ]);
  // The mark by which spreadsheets know UTF-8.
  return new Blob([`\uFEFF${lines}\r\n`], { type: "text/csv" });
}
