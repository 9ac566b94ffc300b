import type { DatasetFigures, StatsReport } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { formatCount } from "../format/numbers.ts";
import { RunsLink } from "../runs/runs-link.tsx";
import { Card } from "../ui/card.tsx";
import type { Column } from "../ui/table/column.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { definitions } from "../figures/definitions.ts";
import { RateOfItems } from "../figures/rate-of-items.tsx";
import { ScoreWithInterval } from "../figures/score-with-interval.tsx";

const columns: readonly Column<DatasetFigures>[] = [
  {
    heading: "Dataset",
    width: "w-[26%]",
    wide: true,
    bare: true,
    cell: ({ datasetId, name }) => (
      <RunsLink search={{ datasetId }} className="font-medium wrap-anywhere">
        {name}
      </RunsLink>
    ),
  },
  {
    heading: "Average score",
    definition: definitions.averageScore,
    width: "w-[24%]",
    wide: true,
    bare: true,
    cell: ({ averageScore, scoreInterval, scoredRuns }) => (
      <ScoreWithInterval score={averageScore} interval={scoreInterval} scoredRuns={scoredRuns} />
    ),
  },
  {
    heading: "Runs",
    definition: definitions.runs,
    align: "right",
    cell: ({ runs }) => formatCount(runs),
  },
  {
    heading: "Models",
    definition: definitions.models,
    align: "right",
    cell: ({ models }) => formatCount(models),
  },
  {
    heading: "Items",
    definition: definitions.items,
    align: "right",
    roomy: true,
    cell: ({ items }) => formatCount(items),
  },
  {
    heading: "Failure rate",
    width: "w-[20%] lg:w-[14%]",
    definition: definitions.failureRate,
    align: "right",
    cell: ({ failureRate, failedItems, items }) => (
      <RateOfItems rate={failureRate} count={failedItems} items={items} />
    ),
  },
];

/** The datasets by how much they are used. */
export function TopDatasets({ datasets }: { readonly datasets: StatsReport["topDatasets"] }): ReactNode {
  return (
    <Card title="Top datasets" definition={definitions.topDatasets} flush>
      <DataTable
        label="Top datasets"
        columns={columns}
        rows={datasets}
        keyOf={({ datasetId }) => datasetId}
      />
    </Card>
  );
}
