import type { DatasetFigures, StatsReport } from "@evalboard/contract";
import { RateOfItems } from "../figures/rate-of-items.tsx";
import { ScoreWithInterval } from "../figures/score-with-interval.tsx";
import { RunsLink } from "../runs/runs-link.tsx";
import { DatasetLink } from "../subject/dataset-link.tsx";
import { Count } from "../ui/count.tsx";
import type { Column } from "../ui/table/column.ts";
import { ModelCount } from "./model-count.tsx";

/** The columns of a report's datasets, few enough for two tables side by side. */
export function datasetColumns({
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
          <DatasetLink datasetId={datasetId} period={period} className="block font-medium wrap-anywhere">
            {name}
          </DatasetLink>
          <ModelCount models={models} />
        </>
      ),
    },
    {
      heading: "Average score",
      definition: "averageScore",
      width: "w-[25%]",
      wide: true,
      bare: true,
      cell: ({ averageScore, scoreInterval, scoredRuns }) => (
        <ScoreWithInterval score={averageScore} interval={scoreInterval} scoredRuns={scoredRuns} />
      ),
    },
    {
      heading: "Runs",
      definition: "runs",
      align: "right",
      width: "w-[13%]",
      cell: ({ datasetId, runs }) => (
        <RunsLink search={{ datasetId }} window={window}>
          <Count value={runs} />
        </RunsLink>
      ),
    },
    {
      heading: "Items",
      definition: "items",
      align: "right",
      width: "w-[13%]",
      cell: ({ items }) => <Count value={items} />,
    },
    {
      heading: "Failure rate",
      definition: "failureRate",
      align: "right",
      cell: ({ failureRate, failedItems, items }) => (
        <RateOfItems rate={failureRate} count={failedItems} items={items} />
      ),
    },
  ];
}
