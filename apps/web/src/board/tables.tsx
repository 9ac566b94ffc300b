import type { RankedDataset, StatsReport } from "@evalboard/contract";
import type { ReactNode } from "react";
import { figureColumn, runsColumn } from "../figures/columns.tsx";
import { Placed } from "../figures/place.tsx";
import { adjustedColumn, byStanding, DatasetName } from "../figures/ranked.tsx";
import { Card } from "../kit/card.tsx";
import { type Column, DataTable } from "../kit/table.tsx";

interface DatasetsProps {
  readonly report: Pick<StatsReport, "period" | "window" | "hardestDatasets" | "topDatasets">;
}

/** The datasets by how hard they are. */
export function HardestDatasets({ report }: DatasetsProps): ReactNode {
  return (
    <Card title="Hardest datasets" definition="hardestDatasets" flush>
      <DataTable
        isFolded
        label="Hardest datasets"
        columns={[
          nameColumn(report, true),
          { ...adjustedColumn, width: "w-[26%]" },
          { ...figureColumn.mean, width: "w-[12%]" },
          datasetRuns(report),
          figureColumn.passRate,
        ]}
        {...byStanding(report.hardestDatasets)}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

/** The datasets by how much they are used. */
export function MostUsedDatasets({ report }: DatasetsProps): ReactNode {
  return (
    <Card title="Most used datasets" definition="topDatasets" flush>
      <DataTable
        isFolded
        label="Most used datasets"
        columns={[
          nameColumn(report, false),
          { ...figureColumn.meanWithInterval, width: "w-[25%]" },
          datasetRuns(report),
          { ...figureColumn.items, width: "w-[12%]" },
          figureColumn.passRate,
        ]}
        rows={report.topDatasets}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}

function nameColumn({ period }: DatasetsProps["report"], isRanked: boolean): Column<RankedDataset> {
  return {
    heading: "Dataset",
    definition: "datasetMarks",
    width: isRanked ? "w-[30%]" : "w-[26%]",
    wide: true,
    bare: true,
    cell: (dataset) => {
      const name = <DatasetName dataset={dataset} period={period} />;
      return isRanked ? <Placed rank={dataset.rankRange}>{name}</Placed> : name;
    },
  };
}

function datasetRuns({ window }: DatasetsProps["report"]): Column<RankedDataset> {
  return runsColumn(window, "w-[12%]", ({ datasetId }) => ({ datasetId }));
}
