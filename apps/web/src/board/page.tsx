import type { StatsReport } from "@evalboard/contract";
import { useBoard } from "@evalboard/react";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, memo, type ReactNode, Suspense, useDeferredValue } from "react";
import { boardFilterOf, type BoardSearch, statsQueryOf } from "../address/board.ts";
import type { BoardPart } from "../export/board.ts";
import { ExportMenu } from "../export/menu.tsx";
import { SummaryOutline } from "../figures/summary.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { BoardFrame, BoardSkeleton, MatrixOutline } from "./frame.tsx";
import { Board } from "./overview.tsx";

interface BoardPageProps {
  readonly search: BoardSearch;
}

/** The board's first view; it follows the address in a task of its own, after the links that show where one is. */
function BoardPage({ search }: BoardPageProps): ReactNode {
  return <FollowingBoard search={useDeferredValue(search)} />;
}

const FollowingBoard = memo(function FollowingBoard({ search }: BoardPageProps): ReactNode {
  return (
    <BoardFrame
      query={useBoard(statsQueryOf(search))}
      canNarrow
      isPart={boardFilterOf(search) !== undefined}
      outline={<OverviewOutline />}
      isEmpty={({ summary }) => summary.runs === 0}
      Menu={BoardMenu}
      Figures={Board}
    />
  );
});

const parts: readonly (readonly [BoardPart, string])[] = [
  ["report", "The whole report (JSON)"],
  ["prompts", "Prompt changes (CSV)"],
  ["models", "Top models (CSV)"],
  ["hardest", "Hardest datasets (CSV)"],
  ["datasets", "Most used datasets (CSV)"],
  ["metrics", "Metrics (CSV)"],
  ["time", "Runs and latency over time (CSV)"],
];

/** Takes the board's figures elsewhere. */
function BoardMenu({ report }: { readonly report: StatsReport }): ReactNode {
  const write = async (part: BoardPart): Promise<void> =>
    (await import("../export/board.ts")).exportBoard(report, part);
  const shown = report.metrics.length === 0 ? parts.filter(([part]) => part !== "metrics") : parts;
  return <ExportMenu label="Export the board" parts={shown} write={write} />;
}

/** The outline of the board's first view. */
function OverviewOutline(): ReactNode {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        <SkeletonCard className="h-131" />
        <SkeletonCard className="h-131" />
        <SkeletonCard className="h-107" />
        <SkeletonCard className="h-107" />
      </div>
      <SummaryOutline />
    </>
  );
}

/** Fetches the code of the second view, a chunk of its own. Asking again costs nothing. */
export async function loadMatrix() {
  return { default: (await import("./matrix-page.tsx")).MatrixPage };
}

const route = getRouteApi("/");
const MatrixPage = lazy(loadMatrix);

/** The view of the board, and the period, that the address says. */
export function BoardRoute(): ReactNode {
  const search = route.useSearch();
  const { period, tab } = search;
  return (
    <>
      <title>{tab === "matrix" ? "Models × datasets · EvalBoard" : "Board · EvalBoard"}</title>
      {tab === "matrix" ? (
        <Suspense fallback={<BoardSkeleton outline={<MatrixOutline />} />}>
          <MatrixPage period={period} />
        </Suspense>
      ) : (
        <BoardPage search={search} />
      )}
    </>
  );
}
