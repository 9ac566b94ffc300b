import type { DatasetReport } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { HeatLegend } from "../matrix/heat-legend.tsx";
import { heatScaleOf } from "../matrix/heat-scale.ts";
import type { MatrixSide } from "../matrix/matrix-side.ts";
import { ScoreMatrix } from "../matrix/score-matrix.tsx";
import { ModelLink } from "../subject/model-link.tsx";
import { PromptLink } from "../subject/prompt-link.tsx";
import { Card } from "../ui/card.tsx";

/** The score of each model with each prompt version on the dataset. */
export function DatasetMatrix({ report }: { readonly report: DatasetReport }): ReactNode {
  const { cells, window } = report;
  const scale = useMemo(() => heatScaleOf(cells.map(({ averageScore }) => averageScore)), [cells]);
  if (cells.length === 0) return null;
  return (
    <Card
      title="Models by prompt version"
      definition="promptVersionMatrix"
      aside={<HeatLegend scale={scale} />}
      flush
    >
      <ScoreMatrix
        caption="Average score by model and prompt version"
        corner="Model"
        rows={modelSides(report)}
        columns={versionSides(report)}
        cells={pairsOf(report)}
        scale={scale}
        window={window}
      />
    </Card>
  );
}

function modelSides({ models, period }: DatasetReport): MatrixSide[] {
  return models.map(({ modelId, name }) => ({
    id: modelId,
    search: { modelId },
    heading: (
      <ModelLink modelId={modelId} period={period}>
        {name}
      </ModelLink>
    ),
  }));
}

function versionSides({ promptVersions, period, dataset: { datasetId } }: DatasetReport): MatrixSide[] {
  return promptVersions.map(({ promptId, promptName, promptVersionId, number }) => ({
    id: promptVersionId,
    search: { promptVersionId, datasetId },
    heading: (
      <PromptLink promptId={promptId} period={period}>
        {promptName} v{number}
      </PromptLink>
    ),
  }));
}

function pairsOf({ cells }: DatasetReport) {
  return cells.map(({ modelId, promptVersionId, ...pair }) => ({
    ...pair,
    row: modelId,
    column: promptVersionId,
  }));
}
