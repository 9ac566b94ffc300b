import { getRouteApi } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { BoardPage } from "./board-page.tsx";
import { BoardSkeleton } from "./board-skeleton.tsx";
import { loadMatrix } from "./load-matrix.ts";
import { MatrixOutline } from "./matrix-outline.tsx";

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
