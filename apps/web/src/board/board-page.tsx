import type { Period } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { BoardContent } from "./board-content.tsx";
import { BoardError } from "./board-error.tsx";
import { BoardHeader } from "./board-header.tsx";
import { BoardMenu } from "./board-menu.tsx";
import { BoardSkeleton } from "./board-skeleton.tsx";
import { EmptyBoard } from "./empty-board.tsx";
import { FreshnessNote } from "../report/freshness-note.tsx";
import { useReport } from "./use-report.ts";
import { WindowNote } from "../report/window-note.tsx";

/** The board of a period, in whichever state it is. */
export function BoardPage({ period }: { readonly period: Period }): ReactNode {
  const query = useReport(period);
  const { data: report, error } = query;
  if (report === undefined) {
    if (error === null) return <BoardSkeleton />;
    return <BoardError error={error} retry={() => void query.refetch()} />;
  }
  if (report.firstCompletedAt === null) return <EmptyBoard />;
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
        menu={<BoardMenu report={report} />}
      />
      <BoardContent report={report} isPending={query.isPlaceholderData} />
    </>
  );
}
