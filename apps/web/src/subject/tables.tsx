import type {
  ModelFigures,
  ModelReport,
  Period,
  PromptVersionFigures,
  ReportHead,
  SummaryFigures,
} from "@evalboard/contract";
import type { ReactNode } from "react";
import { DatasetLink, ModelLink, PromptLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { figureColumns } from "../figures/columns.tsx";
import { Card } from "../kit/card.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import type { Subject, SubjectReport } from "./frame.tsx";

type DatasetRow = ModelReport["datasets"][number];

interface DatasetsTableProps {
  readonly report: SubjectReport & { readonly datasets: readonly DatasetRow[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
}

/** The datasets that a subject was run on, most used first. */
export function DatasetsTable({ report, runs }: DatasetsTableProps): ReactNode {
  const { datasets, period, window } = report;
  if (datasets.length === 0) return null;
  return (
    <Card title="Datasets" definition="topDatasets" flush>
      <DataTable
        label="Datasets"
        columns={counterpartColumns(datasetNameColumn(period), window, ({ datasetId }) => ({
          ...runs,
          datasetId,
        }))}
        rows={datasets}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

function datasetNameColumn(period: Period): NameColumn<DatasetRow> {
  return {
    heading: "Dataset",
    cell: ({ datasetId, name }) => (
      <DatasetLink id={datasetId} period={period} className="font-medium wrap-anywhere">
        {name}
      </DatasetLink>
    ),
  };
}

interface ModelsTableProps {
  readonly report: SubjectReport & { readonly models: readonly ModelFigures[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
}

/** The models that a subject was run with, by how good they surely are on it. */
export function ModelsTable({ report, runs }: ModelsTableProps): ReactNode {
  const { models, period, window } = report;
  if (models.length === 0) return null;
  return (
    <Card title="Models" definition="topModels" flush>
      <DataTable
        label="Models"
        columns={counterpartColumns(modelNameColumn(period), window, ({ modelId }) => ({ ...runs, modelId }))}
        rows={models}
        keyOf={({ modelId }) => modelId}
      />
    </Card>
  );
}

function modelNameColumn(period: Period): NameColumn<ModelFigures> {
  return {
    heading: "Model",
    cell: ({ modelId, provider, name }) => (
      <>
        <ModelLink id={modelId} period={period} className="block font-medium wrap-anywhere">
          {name}
        </ModelLink>
        <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
      </>
    ),
  };
}

interface PromptVersionsTableProps {
  readonly report: SubjectReport & { readonly promptVersions: readonly PromptVersionFigures[] };
  /** Which runs the report is of. */
  readonly runs: Subject["runs"];
}

/** The prompt versions that a subject was run with, the newest of a prompt first. */
export function PromptVersionsTable({ report, runs }: PromptVersionsTableProps): ReactNode {
  const { promptVersions, period, window } = report;
  if (promptVersions.length === 0) return null;
  const columns = counterpartColumns(versionNameColumn(period), window, ({ promptVersionId }) => ({
    ...runs,
    promptVersionId,
  }));
  return (
    <Card title="Prompt versions" definition="promptVersions" flush>
      <DataTable
        label="Prompt versions"
        columns={columns}
        rows={promptVersions}
        keyOf={({ promptVersionId }) => promptVersionId}
      />
    </Card>
  );
}

function versionNameColumn(period: Period): NameColumn<PromptVersionFigures> {
  return {
    heading: "Prompt version",
    cell: ({ promptId, promptName, number }) => (
      <PromptLink id={promptId} period={period} className="font-medium wrap-anywhere">
        {promptName} v{number}
      </PromptLink>
    ),
  };
}

/** The column that names the rows. */
export type NameColumn<Row> = Pick<Column<Row>, "heading" | "cell">;

/** The name and the figures of a subject's counterparts. The count of runs leads to the runs that `runsOf` a row tells. */
export function counterpartColumns<Row extends SummaryFigures>(
  name: NameColumn<Row>,
  window: ReportHead["window"],
  runsOf: (row: Row) => RunsSearch,
): readonly Column<Row>[] {
  return [{ ...name, width: "w-[22%]", wide: true, bare: true }, ...figureColumns(window, runsOf)];
}
