import type { RunRow } from "@evalboard/runs/contract";
import type { ReactNode } from "react";
import { formatCost, formatLatency, formatScore } from "../format/numbers.ts";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { Ago } from "./ago.tsx";
import { RunBadge } from "./run-badge.tsx";
import { RunLink } from "./run-link.tsx";
import { RunSplit } from "./run-split.tsx";

const columns: readonly Column<RunRow>[] = [
  {
    heading: "Run",
    width: "w-[21%] lg:w-[22%]",
    wide: true,
    bare: true,
    cell: (run) => <RunLink run={run} />,
  },
  {
    heading: "Model",
    width: "w-[19%]",
    wide: true,
    bare: true,
    cell: ({ model }) => (
      <>
        <span className="block wrap-anywhere">{model.name}</span>
        <span className="block text-xs wrap-anywhere text-muted">{model.provider}</span>
      </>
    ),
  },
  { heading: "Outcome", width: "w-[13%] lg:w-[11%]", cell: (run) => <RunBadge run={run} /> },
  {
    heading: "Score",
    align: "right",
    width: "w-[9%] lg:w-[7%]",
    cell: ({ averageScore }) => <Figure value={averageScore} format={formatScore} why="no score" />,
  },
  { heading: "Items", width: "w-[14%]", cell: (run) => <RunSplit run={run} /> },
  {
    heading: "Latency",
    align: "right",
    cell: ({ latencyMs }) => <Figure value={latencyMs} format={formatLatency} why="not measured" />,
  },
  {
    heading: "Cost",
    roomy: true,
    align: "right",
    cell: ({ costUsd }) => <Figure value={costUsd} format={formatCost} why="no cost known" />,
  },
  {
    heading: "Started",
    align: "right",
    width: "w-[15%] lg:w-[11%]",
    cell: ({ startedAt }) => <Ago instant={startedAt} />,
  },
];

/** One run a row; the whole row is the run's link. */
export function RunsTable({ runs }: { readonly runs: readonly RunRow[] }): ReactNode {
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-card md:pt-2">
      <DataTable label="Runs" columns={columns} rows={runs} keyOf={({ id }) => id} />
    </div>
  );
}
