import type { RunRow } from "@evalboard/contract";
import { formatLatency } from "@evalboard/format";
import type { ReactNode } from "react";
import { ModelLink } from "../subject/model-link.tsx";
import { Cost } from "../ui/cost.tsx";
import { Figure } from "../ui/figure.tsx";
import type { Column } from "../ui/table/column.ts";
import { DataTable } from "../ui/table/data-table.tsx";
import { Ago } from "./ago.tsx";
import { cellActionClass } from "./cell-action-class.ts";
import { CompareRun } from "./compare-run.tsx";
import { FiguresMark } from "./figures-mark.tsx";
import { NarrowLink } from "./narrow-link.tsx";
import { RunLink } from "./run-link.tsx";
import { RunScore } from "./run-score.tsx";
import { RunSplit } from "./run-split.tsx";
import { useSorting } from "./use-sorting.ts";

const columns: readonly Column<RunRow>[] = [
  {
    heading: "Run",
    width: "w-[21%] lg:w-[18%]",
    wide: true,
    bare: true,
    cell: (run) => <RunLink run={run} />,
  },
  {
    heading: "Model",
    width: "w-[16%]",
    wide: true,
    bare: true,
    cell: ({ model }) => (
      <>
        <span className="group/cell flex items-start">
          <NarrowLink by={{ modelId: model.id }} className="mr-0.5 wrap-anywhere">
            {model.name}
          </NarrowLink>
          <ModelLink modelId={model.id} period="30d" className={cellActionClass}>
            <FiguresMark name={model.name} />
          </ModelLink>
        </span>
        <span className="block text-xs wrap-anywhere text-muted">{model.provider}</span>
      </>
    ),
  },
  {
    heading: "Score",
    align: "right",
    sortKey: "averageScore",
    width: "w-[15%] lg:w-[12%]",
    cell: (run) => <RunScore run={run} />,
  },
  { heading: "Items", width: "w-[11%] lg:w-[14%]", cell: (run) => <RunSplit run={run} /> },
  {
    heading: "Latency",
    align: "right",
    sortKey: "latencyMs",
    cell: ({ latencyMs }) => <Figure value={latencyMs} format={formatLatency} why="not measured" />,
  },
  {
    heading: "Cost",
    roomy: true,
    align: "right",
    sortKey: "costUsd",
    cell: ({ costUsd }) => <Cost usd={costUsd} />,
  },
  {
    heading: "Started",
    align: "right",
    sortKey: "startedAt",
    width: "w-[14%] lg:w-[12%]",
    cell: ({ startedAt }) => <Ago instant={startedAt} />,
  },
  {
    heading: "Compare",
    align: "right",
    bare: true,
    width: "w-21 lg:w-22",
    cell: (run) => <CompareRun run={run} />,
  },
];

/** One run a row; the whole row is the run's link. */
export function RunsTable({ runs }: { readonly runs: readonly RunRow[] }): ReactNode {
  const sorting = useSorting();
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-card md:pt-2">
      <DataTable label="Runs" columns={columns} rows={runs} keyOf={({ id }) => id} sorting={sorting} />
    </div>
  );
}
