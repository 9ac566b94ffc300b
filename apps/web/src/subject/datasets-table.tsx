import type { ModelReport, Period } from "@evalboard/contract";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { DataTable } from "../ui/table/data-table.tsx";
import { counterpartColumns, type NameColumn } from "./counterpart-columns.tsx";
import { DatasetLink } from "./dataset-link.tsx";
import type { Subject, SubjectReport } from "./subject.ts";

type DatasetRow = ModelReport["datasets"][number];

type DatasetsTableProps = {
  readonly report: SubjectReport & { readonly datasets: readonly DatasetRow[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
};

/** The datasets that a subject was run on, most used first. */
export function DatasetsTable({ report, runs }: DatasetsTableProps): ReactNode {
  const { datasets, period, window } = report;
  if (datasets.length === 0) return null;
  return (
    <Card title="Datasets" definition="topDatasets" flush>
      <DataTable
        label="Datasets"
        columns={counterpartColumns(nameColumn(period), window, ({ datasetId }) => ({ ...runs, datasetId }))}
        rows={datasets}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

function nameColumn(period: Period): NameColumn<DatasetRow> {
  return {
    heading: "Dataset",
    cell: ({ datasetId, name }) => (
      <DatasetLink datasetId={datasetId} period={period} className="font-medium wrap-anywhere">
        {name}
      </DatasetLink>
    ),
  };
}
