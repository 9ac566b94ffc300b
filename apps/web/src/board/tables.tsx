import type { DatasetFigures, ModelFigures, StatsReport } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { DatasetLink, ModelLink } from "../address/links.tsx";
import { figureColumn, figureColumns, runsColumn } from "../figures/columns.tsx";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import { type Column, DataTable } from "../kit/table.tsx";

interface DatasetsProps {
  readonly title: string;
  /** How they are ranked. */
  readonly definition: Definition;
  readonly datasets: readonly DatasetFigures[];
  readonly report: Pick<StatsReport, "period" | "window">;
}

/** Datasets of a report, ranked. */
export function Datasets({ title, definition, datasets, report }: DatasetsProps): ReactNode {
  return (
    <Card title={title} definition={definition} flush>
      <DataTable
        label={title}
        columns={datasetColumns(report)}
        rows={datasets}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

/** The columns of a report's datasets, few enough for two tables side by side. */
function datasetColumns({
  period,
  window,
}: Pick<StatsReport, "period" | "window">): readonly Column<DatasetFigures>[] {
  return [
    {
      heading: "Dataset",
      definition: "models",
      width: "w-[25%]",
      wide: true,
      bare: true,
      cell: ({ datasetId, name, models }) => (
        <>
          <DatasetLink id={datasetId} period={period} className="block font-medium wrap-anywhere">
            {name}
          </DatasetLink>
          <ModelCount models={models} />
        </>
      ),
    },
    { ...figureColumn.averageScore, width: "w-[25%]" },
    runsColumn(window, "w-[13%]", ({ datasetId }) => ({ datasetId })),
    { ...figureColumn.items, width: "w-[13%]" },
    figureColumn.passRate,
  ];
}

/** How many models ran a dataset. One alone says so: the score may be the model's doing. */
function ModelCount({ models }: { readonly models: number }): ReactNode {
  if (models === 1) return <span className="block text-xs font-medium text-warn">one model alone</span>;
  return <span className="block text-xs text-muted">{formatCounted(models, "model")}</span>;
}

/** The models by how good they surely are. */
export function TopModels({ report }: { readonly report: StatsReport }): ReactNode {
  return (
    <Card title="Top models" definition="topModels" flush>
      <DataTable
        label="Top models"
        columns={modelColumns(report)}
        rows={report.topModels}
        keyOf={({ modelId }) => modelId}
      />
    </Card>
  );
}

/** The columns of a report's models; each row has its rank. */
function modelColumns({
  period,
  window,
}: Pick<StatsReport, "period" | "window">): readonly Column<ModelFigures>[] {
  return [
    {
      heading: "Model",
      width: "w-[22%]",
      wide: true,
      bare: true,
      cell: ({ modelId, provider, name }, index) => (
        <div className="flex gap-3">
          <span className="w-4 shrink-0 text-right text-muted">{index + 1}</span>
          <span className="min-w-0">
            <ModelLink id={modelId} period={period} className="block font-medium wrap-anywhere">
              {name}
            </ModelLink>
            <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
          </span>
        </div>
      ),
    },
    ...figureColumns<ModelFigures>(window, ({ modelId }) => ({ modelId })),
  ];
}
