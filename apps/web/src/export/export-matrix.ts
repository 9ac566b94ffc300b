import type { MatrixReport } from "@evalboard/contract";
import { matrixColumns, namedCells } from "./matrix-columns.ts";
import { saveFile } from "./save-file.ts";
import { saveJson } from "./save-json.ts";
import { toCsvTable } from "./to-csv-table.ts";

/** What can be exported of a matrix. */
export type MatrixPart = "report" | "cells";

/** Writes the matrix as JSON, or its pairs as CSV, to a file. */
export async function exportMatrix(report: MatrixReport, part: MatrixPart): Promise<void> {
  const name = `matrix-${report.period}-${report.generatedAt.slice(0, 10)}`;
  if (part === "report") saveJson(`${name}.json`, report);
  else saveFile(`${name}.csv`, await toCsvTable(matrixColumns, namedCells(report)));
}
