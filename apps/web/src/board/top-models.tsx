import type { ModelFigures, StatsReport } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { formatCost, formatCount, formatLatency } from "../format/numbers.ts";
import { RunsLink } from "../runs/runs-link.tsx";
import { Card } from "../ui/card.tsx";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { definitions } from "../figures/definitions.ts";
import { RateOfItems } from "../figures/rate-of-items.tsx";
import { ScoreWithInterval } from "../figures/score-with-interval.tsx";

const columns: readonly Column<ModelFigures>[] = [
  {
    heading: "Model",
    width: "w-[22%] lg:w-[24%]",
    wide: true,
    bare: true,
    cell: ({ modelId, provider, name }, index) => (
      <div className="flex gap-3">
        <span className="w-4 shrink-0 text-right text-muted">{index + 1}</span>
        <span className="min-w-0">
          <RunsLink search={{ modelId }} className="block font-medium wrap-anywhere">
            {name}
          </RunsLink>
          <span className="block text-xs wrap-anywhere text-muted">{provider}</span>
        </span>
      </div>
    ),
  },
  {
    heading: "Average score",
    definition: definitions.averageScore,
    width: "w-[20%] lg:w-[24%]",
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
    width: "w-[8%] lg:w-[7%]",
    cell: ({ runs }) => formatCount(runs),
  },
  {
    heading: "Items",
    definition: definitions.items,
    align: "right",
    roomy: true,
    width: "w-[8%]",
    cell: ({ items }) => formatCount(items),
  },
  {
    heading: "Failure rate",
    width: "w-[16%] lg:w-[11%]",
    definition: definitions.failureRate,
    align: "right",
    cell: ({ failureRate, failedItems, items }) => (
      <RateOfItems rate={failureRate} count={failedItems} items={items} />
    ),
  },
  {
    heading: "Error rate",
    width: "w-[15%] lg:w-[10%]",
    definition: definitions.errorRate,
    align: "right",
    cell: ({ errorRate, erroredItems, items }) => (
      <RateOfItems rate={errorRate} count={erroredItems} items={items} />
    ),
  },
  {
    heading: "Latency",
    definition: definitions.latency,
    align: "right",
    width: "w-[10%] lg:w-[8%]",
    cell: ({ meanLatencyMs }) => <Figure value={meanLatencyMs} format={formatLatency} why="not measured" />,
  },
  {
    heading: "Cost",
    definition: definitions.cost,
    align: "right",
    cell: ({ costUsd }) => <Figure value={costUsd} format={formatCost} why="no cost known" />,
  },
];

/** The models by how good they surely are. */
export function TopModels({ models }: { readonly models: StatsReport["topModels"] }): ReactNode {
  return (
    <Card title="Top models" definition={definitions.topModels} flush>
      <DataTable label="Top models" columns={columns} rows={models} keyOf={({ modelId }) => modelId} />
    </Card>
  );
}
