import type { Period, StatsReport } from "@evalboard/contract";
import { getRouteApi } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import type { BoardPart } from "../export/board.ts";
import { reportOptions } from "../figures/report.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { Menu } from "../kit/menu.tsx";
import { trpc } from "../kit/trpc.ts";
import { BoardFrame, BoardSkeleton, MatrixOutline } from "./frame.tsx";
import { Board } from "./overview.tsx";

/** The board's first view. */
function BoardPage({ period }: { readonly period: Period }): ReactNode {
  return (
    <BoardFrame
      query={useReport(period)}
      outline={<OverviewOutline />}
      isEmpty={({ summary }) => summary.runs === 0}
      Menu={BoardMenu}
      Figures={Board}
    />
  );
}

const parts: readonly (readonly [BoardPart, string])[] = [
  ["report", "The whole report (JSON)"],
  ["prompts", "Prompt changes (CSV)"],
  ["models", "Top models (CSV)"],
  ["hardest", "Hardest datasets (CSV)"],
  ["datasets", "Most used datasets (CSV)"],
  ["time", "Runs and latency over time (CSV)"],
];

/** Takes the board's figures elsewhere. */
function BoardMenu({ report }: { readonly report: StatsReport }): ReactNode {
  const write = async (part: BoardPart): Promise<void> => {
    const { exportBoard } = await import("../export/board.ts");
    await exportBoard(report, part);
  };
  return (
    <Menu
      label="Export the board"
      items={parts.map(([part, label]) => ({ label, choose: () => void write(part) }))}
    >
      <Download className="size-3.5" aria-hidden />
    </Menu>
  );
}

const cards = ["runs", "score", "failures", "errors", "latency", "cost"];

/** The outline of the board's first view. */
function OverviewOutline(): ReactNode {
  return (
    <>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4 xl:grid-cols-6">
        {cards.map((card) => (
          <SkeletonCard key={card} className="h-32.5" />
        ))}
      </div>
      <SkeletonCard className="h-73.5" />
      <div className="grid gap-4 lg:grid-cols-2">
        <SkeletonCard className="h-73.5" />
        <SkeletonCard className="h-73.5" />
      </div>
      <SkeletonCard className="h-73.5" />
      <SkeletonCard className="h-150" />
    </>
  );
}

/** The period's report. */
function useReport(period: Period) {
  return trpc.stats.get.useQuery(period, reportOptions);
}

/** Fetches the code of the second view, a chunk of its own. Asking again costs nothing. */
export async function loadMatrix() {
  return { default: (await import("./matrix-page.tsx")).MatrixPage };
}

const route = getRouteApi("/");
const MatrixPage = lazy(loadMatrix);

/** The view of the board, and the period, that the address says. */
export function BoardRoute(): ReactNode {
  const { period, tab } = route.useSearch();
  return (
    <>
      <title>{tab === "matrix" ? "Models × datasets · EvalBoard" : "Board · EvalBoard"}</title>
      {tab === "matrix" ? (
        <Suspense fallback={<BoardSkeleton outline={<MatrixOutline />} />}>
          <MatrixPage period={period} />
        </Suspense>
      ) : (
        <BoardPage period={period} />
      )}
    </>
  );
}
