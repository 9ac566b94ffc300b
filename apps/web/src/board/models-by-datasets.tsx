import type { MatrixReport } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { HeatLegend } from "../matrix/heat-legend.tsx";
import { heatScaleOf } from "../matrix/heat-scale.ts";
import { ScoreMatrix } from "../matrix/score-matrix.tsx";
import { Card } from "../ui/card.tsx";
import { cutWords } from "./cut-words.ts";
import { datasetSides, matrixCells, modelSides } from "./matrix-sides.tsx";

/** How good each model is on each dataset. */
export function ModelsByDatasets({ report }: { readonly report: MatrixReport }): ReactNode {
  const scale = useMemo(
    () => heatScaleOf(report.cells.map(({ averageScore }) => averageScore)),
    [report.cells],
  );
  const cells = useMemo(() => matrixCells(report), [report]);
  const cut = cutWords(report);
  return (
    <Card title="Models × datasets" definition="matrix" aside={<HeatLegend scale={scale} />} flush>
      {cut === null ? null : <p className="px-5 pb-2 text-sm text-muted">{cut}</p>}
      <ScoreMatrix
        caption="Average score by model and dataset"
        corner="Model"
        rows={modelSides(report)}
        columns={datasetSides(report)}
        cells={cells}
        scale={scale}
        window={report.window}
      />
    </Card>
  );
}
