import type { DatasetFigures, StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import type { Definition } from "../figures/definitions.ts";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { datasetColumns } from "./dataset-columns.tsx";

type DatasetsProps = {
  readonly title: string;
  /** How they are ranked. */
  readonly definition: Definition;
  readonly datasets: readonly DatasetFigures[];
  readonly report: Pick<StatsReport, "period" | "window">;
};

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
