import type { ReportHead } from "@evalboard/contract";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { FreshnessNote } from "../report/freshness-note.tsx";
import { WindowNote } from "../report/window-note.tsx";
import { BoardContent } from "./board-content.tsx";
import { BoardError } from "./board-error.tsx";
import { BoardHeader } from "./board-header.tsx";
import { BoardSkeleton } from "./board-skeleton.tsx";

// Seen on the first day only.
const EmptyBoard = lazy(async () => ({ default: (await import("./empty-board.tsx")).EmptyBoard }));

type BoardFrameProps<Report extends ReportHead> = {
  /** The report as react-query has it. */
  readonly query: {
    readonly data: Report | undefined;
    readonly error: unknown;
    readonly dataUpdatedAt: number;
    readonly errorUpdatedAt: number;
    readonly isFetching: boolean;
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  /** What stands for the figures while the first report is on the way. */
  readonly outline: ReactNode;
  readonly isEmpty: (report: Report) => boolean;
  /** What can be done with the figures. */
  readonly Menu: ComponentType<{ readonly report: Report }>;
  readonly Figures: ComponentType<{ readonly report: Report }>;
};

/** A view of the board, in whichever state its report is. */
export function BoardFrame<Report extends ReportHead>(props: BoardFrameProps<Report>): ReactNode {
  const { query, outline, isEmpty, Menu, Figures } = props;
  const { data: report, error } = query;
  if (report === undefined) {
    if (error === null) return <BoardSkeleton outline={outline} />;
    return <BoardError error={error} retry={() => void query.refetch()} />;
  }
  if (report.firstCompletedAt === null) {
    return (
      <Suspense fallback={<BoardSkeleton outline={outline} />}>
        <EmptyBoard />
      </Suspense>
    );
  }
  const freshness = (
    <FreshnessNote
      report={report}
      since={Math.max(query.dataUpdatedAt, query.errorUpdatedAt)}
      isFetching={query.isFetching}
      hasFailed={error !== null}
    />
  );
  return (
    <>
      <BoardHeader
        windowNote={<WindowNote report={report} />}
        freshnessNote={freshness}
        menu={<Menu report={report} />}
      />
      <BoardContent report={report} isEmpty={isEmpty(report)} isPending={query.isPlaceholderData}>
        <Figures report={report} />
      </BoardContent>
    </>
  );
}
