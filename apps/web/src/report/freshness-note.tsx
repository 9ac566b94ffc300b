import type { ReportHead } from "@evalboard/contract";
import { formatClock, formatInstant } from "@evalboard/format";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../ui/use-now.ts";
import { refetchAfter, secondsToNext } from "./freshness.ts";

type FreshnessNoteProps = {
  readonly report: ReportHead;
  /** When the browser heard from the server last, or failed to, ms of its own clock. */
  readonly since: number;
  readonly isFetching: boolean;
  /** The last attempt to get a newer one failed. */
  readonly hasFailed: boolean;
};

/** How old the board is and when the next one comes. A board older than its promise says so and why. */
export function FreshnessNote({ report, since, isFetching, hasFailed }: FreshnessNoteProps): ReactNode {
  const now = useNow(1_000);
  const seconds = secondsToNext(refetchAfter(report, hasFailed) || 0, since, now);
  const trouble = hasFailed
    ? "Could not refresh: figures "
    : report.stale
      ? "Stale, the database does not answer in time: figures "
      : "";
  return (
    <p
      title={`Computed ${formatInstant(report.generatedAt, report.timeZone)}`}
      className={`flex items-center gap-1.5 text-sm tabular-nums ${trouble === "" ? "text-muted" : "rounded-md bg-warn-soft px-2 font-medium text-warn"}`}
    >
      {trouble === "" ? null : <TriangleAlert className="size-3.5 shrink-0" aria-hidden />}
      <span>
        {trouble}as of{" "}
        <time dateTime={report.generatedAt}>{formatClock(report.generatedAt, report.timeZone)}</time>
        <span className="print:hidden">
          {isFetching || seconds === 0 ? ", updating…" : `, next in ${seconds} s`}
        </span>
      </span>
    </p>
  );
}
