import type { StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { modelColumns } from "./model-columns.tsx";

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
