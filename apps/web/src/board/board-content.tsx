import type { StatsReport } from "@evalboard/stats/contract";
import type { ReactNode } from "react";
import { formatDay } from "../format/times.ts";
import { Board } from "./board.tsx";
import { EmptyWindow } from "../report/empty-window.tsx";

type BoardContentProps = {
  readonly report: StatsReport;
  /** Another period was asked for and is on the way. */
  readonly isPending: boolean;
};

/** The report's figures, dimmed while others are on the way. */
export function BoardContent({ report, isPending }: BoardContentProps): ReactNode {
  const { period, firstCompletedAt, timeZone } = report;
  return (
    <div
      aria-busy={isPending}
      className={`flex flex-col gap-4 transition-opacity ${isPending ? "opacity-50 delay-150" : ""}`}
    >
      {report.summary.runs === 0 && firstCompletedAt !== null ? (
        <EmptyWindow period={period} firstDay={formatDay(firstCompletedAt, timeZone)} />
      ) : (
        <Board report={report} />
      )}
    </div>
  );
}
