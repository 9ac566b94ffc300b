import type { RunRow } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import type { ReactNode } from "react";
import { CompareLink, ModelLink } from "../address/links.tsx";
import { CellActions, cellActionClass, FiguresMark, runColumn, runName } from "../figures/run.tsx";
import { Button, touchIconClass } from "../kit/button.tsx";
import { type Column, DataTable } from "../kit/table.tsx";
import { NarrowLink, RunLink, tellingTags } from "./run-link.tsx";
import { useRunsSearch } from "./search.ts";
import { useSorting } from "./sorting.tsx";

/** While a run waits to be compared: which one, and the way out. */
export function ComparingBar({ baseline }: { readonly baseline: string }): ReactNode {
  const [, change] = useRunsSearch();
  const { data } = trpc.runs.get.useQuery({ runId: baseline });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-accent-soft px-5 py-3 text-sm">
      <output className="flex min-w-0 grow items-start gap-2.5">
        <GitCompareArrows className="mt-0.5 size-4 shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 wrap-anywhere">
          Choose the run to compare with{" "}
          <span className="font-semibold">{data === undefined ? "the one chosen" : runName(data)}</span>
        </span>
      </output>
      <Button onClick={() => change({ baseline: undefined })}>Cancel</Button>
    </div>
  );
}

const otherColumns: readonly Column<RunRow>[] = [
  {
    heading: "Model",
    width: "w-[20%] xl:w-[15%]",
    wide: true,
    bare: true,
    cell: ({ model }) => (
      <>
        <span className="group/cell flex items-start">
          <NarrowLink by={{ modelId: model.id }} className="mr-0.5 wrap-anywhere">
            {model.name}
          </NarrowLink>
          <CellActions>
            <ModelLink id={model.id} period="30d" className={cellActionClass}>
              <FiguresMark name={model.name} />
            </ModelLink>
          </CellActions>
        </span>
        <span className="block text-xs wrap-anywhere text-muted">{model.provider}</span>
      </>
    ),
  },
  { ...runColumn.score, width: "w-[16%] xl:w-[10%]" },
  runColumn.passRate,
  { ...runColumn.items, roomy: true, width: "w-[12%]" },
  { ...runColumn.latency, roomy: true },
  runColumn.cost,
  { ...runColumn.started, width: "w-[15%] xl:w-[11%]" },
  {
    heading: "Compare",
    align: "right",
    bare: true,
    corner: true,
    width: "w-21 lg:w-22",
    cell: (run) => <CompareRun run={run} />,
  },
];

function columnsOf(telling: ReturnType<typeof tellingTags>): readonly Column<RunRow>[] {
  return [
    {
      heading: "Run",
      width: "w-[26%] xl:w-[22%]",
      wide: true,
      bare: true,
      cell: (run) => <RunLink run={run} telling={telling} />,
    },
    ...otherColumns,
  ];
}

/** One run a row; the whole row is the run's link. */
export function RunsTable({ runs }: { readonly runs: readonly RunRow[] }): ReactNode {
  const sorting = useSorting();
  const columns = columnsOf(tellingTags(runs));
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface shadow-card md:pt-2">
      <DataTable label="Runs" columns={columns} rows={runs} keyOf={({ id }) => id} sorting={sorting} />
    </div>
  );
}

const linkClass = `relative z-1 inline-grid h-7 min-w-7 place-items-center rounded-lg border border-transparent px-1.5 text-muted hover:border-line-strong hover:bg-surface hover:text-ink ${touchIconClass}`;

/** Takes a completed run as the one to compare with; once there is one, compares this run with it. */
function CompareRun({ run }: { readonly run: RunRow }): ReactNode {
  const [{ baseline }] = useRunsSearch();
  if (run.status !== "completed" || run.id === baseline) return null;
  const what = `the run on ${run.dataset.name}`;
  if (baseline === undefined) {
    return (
      <Link
        from="/runs"
        to="/runs"
        search={(before) => ({ ...before, baseline: run.id })}
        resetScroll={false}
        title="Compare with another run"
        className={linkClass}
      >
        <GitCompareArrows className="size-3.5" aria-hidden />
        <span className="sr-only">Compare {what} with another</span>
      </Link>
    );
  }
  return (
    <CompareLink
      baseline={{ runId: baseline }}
      candidate={{ runId: run.id }}
      className={`${linkClass} bg-accent-soft text-accent`}
    >
      <GitCompareArrows className="size-3.5" aria-hidden />
      <span className="sr-only">Compare {what}</span>
    </CompareLink>
  );
}
