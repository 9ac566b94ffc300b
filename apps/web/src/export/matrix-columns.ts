import type { MatrixReport } from "@evalboard/contract";
import type { CsvColumn } from "./to-csv-table.ts";

/** A pair of model and dataset, with their names. */
export type NamedCell = MatrixReport["cells"][number] & {
  readonly provider: string;
  readonly model: string;
  readonly dataset: string;
};

/** The pairs of a matrix as a spreadsheet. */
export const matrixColumns: readonly CsvColumn<NamedCell>[] = [
  ["provider", (cell) => cell.provider],
  ["model", (cell) => cell.model],
  ["dataset", (cell) => cell.dataset],
  ["runs", (cell) => cell.runs],
  ["averageScore", (cell) => cell.averageScore],
  ["scoreLow95", (cell) => cell.scoreInterval?.low ?? null],
  ["scoreHigh95", (cell) => cell.scoreInterval?.high ?? null],
  ["scoredRuns", (cell) => cell.scoredRuns],
  ["items", (cell) => cell.items],
];

/** The cells in the matrix's order, row by row, each with the names of its pair. */
export function namedCells({ models, datasets, cells }: MatrixReport): NamedCell[] {
  const byPair = new Map(cells.map((cell) => [`${cell.modelId} ${cell.datasetId}`, cell]));
  return models.flatMap(({ modelId, provider, name: model }) =>
    datasets.flatMap(({ datasetId, name: dataset }) => {
      const cell = byPair.get(`${modelId} ${datasetId}`);
      return cell === undefined ? [] : [{ ...cell, provider, model, dataset }];
    }),
  );
}
