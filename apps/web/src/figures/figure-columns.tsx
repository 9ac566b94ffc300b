import type { ReportHead, SummaryFigures } from "@evalboard/contract";
import { formatLatency } from "@evalboard/format";
import { RunsLink } from "../runs/runs-link.tsx";
import type { RunsSearch } from "../runs/runs-search.ts";
import { Cost } from "../ui/cost.tsx";
import { Count } from "../ui/count.tsx";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { RateOfItems } from "./rate-of-items.tsx";
import { ScoreWithInterval } from "./score-with-interval.tsx";

/**
 * The columns of whatever has figures, after its name: score, runs, items, rates, latency and cost. The count of runs
 * leads to those of the window that `runsOf` a row tells.
 */
export function figureColumns<Row extends SummaryFigures>(
  window: ReportHead["window"],
  runsOf: (row: Row) => RunsSearch,
): readonly Column<Row>[] {
  return [
    {
      heading: "Average score",
      definition: "averageScore",
      width: "w-[20%]",
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
      width: "w-[9%] lg:w-[8%]",
      cell: (row) => (
        <RunsLink search={runsOf(row)} window={window}>
          <Count value={row.runs} />
        </RunsLink>
      ),
    },
    {
      heading: "Items",
      definition: "items",
      align: "right",
      roomy: true,
      width: "w-[8%]",
      cell: ({ items }) => <Count value={items} />,
    },
    ...rateColumns,
    {
      heading: "Latency",
      definition: "latency",
      align: "right",
      width: "w-[10%] lg:w-[8%]",
      cell: ({ meanLatencyMs }) => <Figure value={meanLatencyMs} format={formatLatency} why="not measured" />,
    },
    {
      heading: "Cost",
      definition: "cost",
      align: "right",
      cell: ({ costUsd }) => <Cost usd={costUsd} />,
    },
  ];
}

const rateColumns: readonly Column<SummaryFigures>[] = [
  {
    heading: "Failure rate",
    definition: "failureRate",
    align: "right",
    width: "w-[13%] lg:w-[12%]",
    cell: ({ failureRate, failedItems, items }) => (
      <RateOfItems rate={failureRate} count={failedItems} items={items} />
    ),
  },
  {
    heading: "Error rate",
    definition: "errorRate",
    align: "right",
    width: "w-[13%] lg:w-[11%]",
    cell: ({ errorRate, erroredItems, items }) => (
      <RateOfItems rate={errorRate} count={erroredItems} items={items} />
    ),
  },
];
