import type { MatrixReport, Period } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { useMatrix } from "@evalboard/react";
import { type ReactNode, useMemo } from "react";
import { DatasetLink, ModelLink } from "../address/links.tsx";
import type { MatrixPart } from "../export/board.ts";
import { ExportMenu } from "../export/menu.tsx";
import { type MatrixSide, ScoreMatrix } from "../figures/matrix.tsx";
import { Standing } from "../figures/ranked.tsx";
import { BoardFrame, MatrixOutline } from "./frame.tsx";

/** The board's second view. */
export function MatrixPage({ period }: { readonly period: Period }): ReactNode {
  return (
    <BoardFrame
      query={useMatrix(period)}
      canNarrow={false}
      outline={<MatrixOutline />}
      isEmpty={({ cells }) => cells.length === 0}
      Menu={MatrixMenu}
      Figures={ModelsByDatasets}
    />
  );
}

const matrixParts: readonly (readonly [MatrixPart, string])[] = [
  ["report", "The whole matrix (JSON)"],
  ["cells", "Model and dataset pairs (CSV)"],
];

/** Takes the matrix elsewhere. */
function MatrixMenu({ report }: { readonly report: MatrixReport }): ReactNode {
  const write = async (part: MatrixPart): Promise<void> =>
    (await import("../export/board.ts")).exportMatrix(report, part);
  return <ExportMenu label="Export the matrix" parts={matrixParts} write={write} />;
}

/** How good each model is on each dataset. */
function ModelsByDatasets({ report }: { readonly report: MatrixReport }): ReactNode {
  const cells = useMemo(() => matrixCells(report), [report]);
  return (
    <ScoreMatrix
      title="Models × datasets"
      definition="matrix"
      note={["Models best first, datasets hardest first.", cutWords(report)].filter(Boolean).join(" ")}
      caption="Average score by model and dataset"
      corner="Model"
      below="place · adjusted score"
      rows={modelSides(report)}
      columns={datasetSides(report)}
      cells={cells}
      window={report.window}
    />
  );
}

type Sides = Pick<MatrixReport, "totalModels" | "totalDatasets"> & {
  readonly models: readonly unknown[];
  readonly datasets: readonly unknown[];
};

/** That the matrix was cut, and to what: each side starts as the server ranked it. Null where it is whole. */
export function cutWords({ models, totalModels, datasets, totalDatasets }: Sides): string | null {
  const sides = [
    { shown: models.length, total: totalModels, first: "best", noun: "model" },
    { shown: datasets.length, total: totalDatasets, first: "hardest", noun: "dataset" },
  ].filter(({ shown, total }) => shown < total);
  if (sides.length === 0) return null;
  const parts = sides.map(
    ({ shown, total, first, noun }) => `the ${formatCount(shown)} ${first} of ${formatCounted(total, noun)}`,
  );
  return `Showing ${parts.join(" and ")}.`;
}

/** The matrix's rows: models, best first. */
function modelSides({ models, period }: MatrixReport): MatrixSide[] {
  return models.map((model) => ({
    id: model.modelId,
    search: { modelId: model.modelId },
    heading: (
      <>
        <ModelLink id={model.modelId} period={period} className="wrap-anywhere">
          {model.name}
        </ModelLink>
        <span className="block text-xs font-normal wrap-anywhere text-muted">{model.provider}</span>
        <span className="block text-xs font-normal text-muted">
          <Standing of={model} />
        </span>
      </>
    ),
  }));
}

/** The matrix's columns: datasets, hardest first. */
function datasetSides({ datasets, period }: MatrixReport): MatrixSide[] {
  return datasets.map((dataset) => ({
    id: dataset.datasetId,
    search: { datasetId: dataset.datasetId },
    heading: (
      <>
        <DatasetLink id={dataset.datasetId} period={period}>
          {dataset.name}
        </DatasetLink>
        <span className="block text-xs font-normal text-muted">
          <Standing of={dataset} />
        </span>
      </>
    ),
  }));
}

/** The matrix's cells, by the ids of their row and column. */
function matrixCells({ cells }: MatrixReport) {
  return cells.map(({ modelId, datasetId, ...figures }) => ({ ...figures, row: modelId, column: datasetId }));
}
