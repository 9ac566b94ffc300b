import type { ModelFigures, Period } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { counterpartColumns, type NameColumn } from "./counterpart-columns.tsx";
import { ModelLink } from "./model-link.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type ModelsTableProps = {
  readonly report: SubjectReport & { readonly models: readonly ModelFigures[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
};

/** The models that a subject was run with, by how good they surely are on it. */
export function ModelsTable({ report, runs }: ModelsTableProps): ReactNode {
  const { models, period, window } = report;
  if (models.length === 0) return null;
  return (
    <Card title="Models" definition="topModels" flush>
      <DataTable
        label="Models"
        columns={counterpartColumns(nameColumn(period), window, ({ modelId }) => ({ ...runs, modelId }))}
        rows={models}
        keyOf={({ modelId }) => modelId}
      />
    </Card>
  );
}

function nameColumn(period: Period): NameColumn<ModelFigures> {
  return {
    heading: "Model",
    cell: ({ modelId, provider, name }) => (
      <>
        <ModelLink modelId={modelId} period={period} className="block font-medium wrap-anywhere">
          {name}
        </ModelLink>
        <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
      </>
    ),
  };
}
