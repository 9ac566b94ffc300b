import type { PromptChange } from "@evalboard/contract";
import type { CsvColumn } from "./to-csv-table.ts";

/** The prompt changes of a board as a spreadsheet. */
export const promptChangeColumns: readonly CsvColumn<PromptChange>[] = [
  ["prompt", (row) => row.name],
  ["olderVersion", (row) => row.older.number],
  ["newerVersion", (row) => row.newer.number],
  ["verdict", (row) => row.verdict],
  ["difference", (row) => row.difference],
  ["differenceLow95", (row) => row.differenceInterval?.low ?? null],
  ["differenceHigh95", (row) => row.differenceInterval?.high ?? null],
  ["pValue", (row) => row.pValue],
  ["adjustedPValue", (row) => row.adjustedPValue],
  ["detectableChange", (row) => row.detectableChange],
  ["olderScore", (row) => row.older.averageScore],
  ["newerScore", (row) => row.newer.averageScore],
  ["olderRuns", (row) => row.older.runs],
  ["newerRuns", (row) => row.newer.runs],
  ["olderComparedRuns", (row) => row.older.comparedRuns],
  ["newerComparedRuns", (row) => row.newer.comparedRuns],
  ["strata", (row) => row.strata],
];
