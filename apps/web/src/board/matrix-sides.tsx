import type { MatrixReport } from "@evalboard/contract";
import type { MatrixSide } from "../matrix/matrix-side.ts";
import { DatasetLink } from "../subject/dataset-link.tsx";
import { ModelLink } from "../subject/model-link.tsx";

/** The matrix's rows: models, best first. */
export function modelSides({ models, period }: MatrixReport): MatrixSide[] {
  return models.map(({ modelId, provider, name }) => ({
    id: modelId,
    search: { modelId },
    heading: (
      <>
        <ModelLink modelId={modelId} period={period} className="wrap-anywhere">
          {name}
        </ModelLink>
        <span className="block text-xs font-normal wrap-anywhere text-muted">{provider}</span>
      </>
    ),
  }));
}

/** The matrix's columns: datasets, hardest first. */
export function datasetSides({ datasets, period }: MatrixReport): MatrixSide[] {
  return datasets.map(({ datasetId, name }) => ({
    id: datasetId,
    search: { datasetId },
    heading: (
      <DatasetLink datasetId={datasetId} period={period}>
        {name}
      </DatasetLink>
    ),
  }));
}

/** The matrix's cells, by the ids of their row and column. */
export function matrixCells({ cells }: MatrixReport) {
  return cells.map(({ modelId, datasetId, ...figures }) => ({ ...figures, row: modelId, column: datasetId }));
}
