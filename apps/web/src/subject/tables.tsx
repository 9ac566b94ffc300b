import type {
  ModelReport,
  PromptReport,
  PromptVersionFigures,
  RankedDataset,
  ReportHead,
  SummaryFigures,
} from "@evalboard/contract";
import type { ReactNode } from "react";
import { DatasetLink, PromptLink } from "../address/links.tsx";
import type { RunsSearch } from "../address/runs.ts";
import { figureColumn, figureColumns } from "../figures/columns.tsx";
import { Placed } from "../figures/place.tsx";
import { byStanding, DatasetName, rankedColumns } from "../figures/ranked.tsx";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import { type Column, DataTable } from "../kit/table.tsx";

/** What a subject was run with or on, as a table. */
export interface CounterpartsPlan<Key extends string, Row> {
  readonly title: string;
  readonly definition: Definition;
  /** The heading of the rows' names. */
  readonly heading: string;
  /** The row's id, by which its runs are found too. */
  readonly id: Key;
  readonly name: (row: Row, report: Pick<ReportHead, "period" | "timeZone">) => ReactNode;
}

/** Datasets, most used first. */
export const datasetsPlan: CounterpartsPlan<"datasetId", ModelReport["datasets"][number]> = {
  title: "Datasets",
  definition: "topDatasets",
  heading: "Dataset",
  id: "datasetId",
  name: ({ datasetId, name }, { period }) => (
    <DatasetLink id={datasetId} period={period} className="font-medium wrap-anywhere">
      {name}
    </DatasetLink>
  ),
};

/** Prompt versions, the newest of a prompt first. */
export const promptVersionsPlan: CounterpartsPlan<"promptVersionId", PromptVersionFigures> = {
  title: "Prompt versions",
  definition: "promptVersions",
  heading: "Prompt version",
  id: "promptVersionId",
  name: ({ promptId, promptName, number }, { period }) => (
    <PromptLink id={promptId} period={period} className="font-medium wrap-anywhere">
      {promptName} v{number}
    </PromptLink>
  ),
};

interface CounterpartsTableProps<Key extends string, Row> {
  readonly plan: CounterpartsPlan<Key, Row>;
  readonly rows: readonly Row[];
  readonly report: ReportHead;
  /** Which runs the figures are of, beside that they are of a row. */
  readonly runs: RunsSearch;
}

/** The names and figures of a subject's counterparts, each with the way to its runs. */
export function CounterpartsTable<
  Key extends "datasetId" | "modelId" | "promptVersionId",
  Row extends SummaryFigures & Readonly<Record<Key, string>>,
>({ plan, rows, report, runs }: CounterpartsTableProps<Key, Row>): ReactNode {
  const { title, definition, heading, id, name } = plan;
  if (rows.length === 0) return null;
  return (
    <Card title={title} definition={definition} flush>
      <DataTable
        isFolded
        label={title}
        columns={[
          {
            heading,
            width: "w-[27%] lg:w-[22%]",
            wide: true,
            bare: true,
            cell: (row: Row) => name(row, report),
          },
          ...figureColumns<Row>(report.window, (row) => ({ ...runs, [id]: row[id] })),
        ]}
        rows={rows}
        keyOf={(row) => row[id]}
      />
    </Card>
  );
}

interface RankedDatasetsProps {
  readonly report: Pick<PromptReport, "period" | "window" | "datasets">;
  /** Which runs the figures are of, beside that they are of a row. */
  readonly runs: RunsSearch;
}

/** A prompt's datasets, each with its place by how hard it is, adjusted for the models that ran it. */
export function RankedDatasets({ report, runs }: RankedDatasetsProps): ReactNode {
  const { datasets } = report;
  if (datasets.length === 0) return null;
  return (
    <Card title="Datasets" definition="hardestDatasets" flush>
      <DataTable
        isFolded
        label="Datasets"
        columns={rankedDatasetColumns(report, datasets, runs)}
        {...byStanding(datasets)}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

function rankedDatasetColumns(
  { period, window }: RankedDatasetsProps["report"],
  datasets: readonly RankedDataset[],
  runs: RunsSearch,
): readonly Column<RankedDataset>[] {
  return [
    {
      heading: "Dataset",
      definition: "datasetMarks",
      width: "w-[29%] lg:w-[25%] xl:w-[22%]",
      wide: true,
      bare: true,
      cell: (dataset) => (
        <Placed rank={dataset.rankRange}>
          <DatasetName dataset={dataset} period={period} />
        </Placed>
      ),
    },
    ...rankedColumns(window, datasets, ({ datasetId }) => ({ ...runs, datasetId }), {
      ...figureColumn.items,
      width: "w-[11%] xl:w-[8%]",
    }),
  ];
}
