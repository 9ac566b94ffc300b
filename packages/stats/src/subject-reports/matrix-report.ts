import { type MatrixReport, SUBJECT_LIMIT } from "@evalboard/contract";
import { cellFigures, datasetFigures, modelFigures } from "../report/figures.ts";
import { bestModelFirst, byText, hardestDatasetFirst } from "../report/order.ts";
import type { CellRow } from "../rows.ts";
import type { Snapshot } from "../snapshot.ts";

/** The score of every model on every dataset of the window. */
export async function matrixReport({ head, source }: Snapshot): Promise<MatrixReport> {
  const allModels = (await source.models()).map(modelFigures);
  const allDatasets = (await source.datasets()).map(datasetFigures);
  const models = allModels.toSorted(bestModelFirst).slice(0, SUBJECT_LIMIT);
  const datasets = allDatasets.toSorted(hardestDatasetFirst).slice(0, SUBJECT_LIMIT);
  const cells = await source.cells(
    models.map(({ modelId }) => modelId),
    datasets.map(({ datasetId }) => datasetId),
  );
  return {
    ...head,
    models,
    totalModels: allModels.length,
    datasets,
    totalDatasets: allDatasets.length,
    cells: cells.toSorted(byModelAndDataset).map(pairCell),
  };
}

function byModelAndDataset(a: CellRow, b: CellRow): number {
  return byText(a.modelId, b.modelId) || byText(a.datasetId, b.datasetId);
}

function pairCell(row: CellRow): MatrixReport["cells"][number] {
  return { modelId: row.modelId, datasetId: row.datasetId, ...cellFigures(row) };
}
