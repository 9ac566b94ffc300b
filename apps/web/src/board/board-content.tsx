import type { ReportHead } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import type { ReactNode } from "react";
import { EmptyWindow } from "../report/empty-window.tsx";

type BoardContentProps = {
  readonly report: ReportHead;
  /** The window has no runs. */
  readonly isEmpty: boolean;
  /** Another period was asked for and is on the way. */
  readonly isPending: boolean;
  readonly children: ReactNode;
};

/** The report's figures, dimmed while others are on the way. */
export function BoardContent({ report, isEmpty, isPending, children }: BoardContentProps): ReactNode {
  const { period, firstCompletedAt, timeZone } = report;
  return (
    <div
      aria-busy={isPending}
      className={`flex flex-col gap-4 transition-opacity ${isPending ? "opacity-50 delay-150" : ""}`}
    >
      {isEmpty && firstCompletedAt !== null ? (
        <EmptyWindow period={period} firstDay={formatDay(firstCompletedAt, timeZone)} />
      ) : (
        children
      )}
    </div>
  );
}
