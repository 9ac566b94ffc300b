import type { StatsReport } from "@evalboard/stats/contract";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { formatClock, formatInstant } from "../format/times.ts";
import { secondsToNext } from "./freshness.ts";
import { useNow } from "../ui/use-now.ts";

type FreshnessNoteProps = {
  readonly report: StatsReport;
  /** When the browser got the report, ms of its own clock. */
  readonly receivedAt: number;
  readonly isFetching: boolean;
  /** The last attempt to get a newer one failed. */
  readonly isFailing: boolean;
};

/** How old the board is and when the next one comes. A board older than its promise says so. */
export function FreshnessNote(props: FreshnessNoteProps): ReactNode {
  const { report, receivedAt, isFetching, isFailing } = props;
  const seconds = secondsToNext(report, receivedAt, useNow(1_000));
  const asOf = formatClock(report.generatedAt, report.timeZone);
  const next = isFetching || seconds === 0 ? "updating…" : `next in ${seconds} s`;
  const trouble = isFailing
    ? "Could not refresh: figures"
    : report.stale
      ? "Stale, the database is away: figures"
      : null;
  return (
    <p
      title={`Computed ${formatInstant(report.generatedAt, report.timeZone)}`}
      className={`flex items-center gap-1.5 text-sm tabular-nums ${trouble === null ? "text-muted" : "rounded-md bg-warn-soft px-2 py-0.5 font-medium text-warn"}`}
    >
      {trouble === null ? null : <TriangleAlert className="size-3.5 shrink-0" aria-hidden />}
      <span>
        {trouble} as of <time dateTime={report.generatedAt}>{asOf}</time>, {next}
      </span>
    </p>
  );
}
