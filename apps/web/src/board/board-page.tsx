import type { Period } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { BoardContent } from "./board-content.tsx";
import { BoardHeader } from "./board-header.tsx";
import { BoardSkeleton } from "./board-skeleton.tsx";
import { EmptyBoard } from "./empty-board.tsx";
import { FreshnessNote } from "./freshness-note.tsx";
import { useReport } from "./use-report.ts";
import { WindowNote } from "./window-note.tsx";

/** The board of a period, in whichever state it is. */
export function BoardPage({ period }: { readonly period: Period }): ReactNode {
  const { data: report, error, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = useReport(period);
  if (report === undefined) {
    return (
      <>
        <BoardHeader />
        {error === null ? <BoardSkeleton /> : <ErrorPanel error={error} retry={() => void refetch()} />}
      </>
    );
  }
  if (report.firstCompletedAt === null) return <EmptyBoard />;
  return (
    <>
      <BoardHeader
        windowNote={<WindowNote report={report} />}
        freshnessNote={
          <FreshnessNote
            report={report}
            receivedAt={dataUpdatedAt}
            isFetching={isFetching}
            isFailing={error !== null}
          />
        }
      />
      <BoardContent report={report} isPending={isPlaceholderData} />
    </>
  );
}
