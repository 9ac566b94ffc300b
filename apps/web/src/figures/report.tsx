import type { Period, ReportHead } from "@evalboard/contract";
import { formatClock, formatInstant, formatWindow } from "@evalboard/format";
import { keepPreviousData } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { periods, periodWords } from "../address/period.ts";
import { buttonClass } from "../kit/button.tsx";
import { useNow } from "../kit/figure.tsx";
import { MessagePanel } from "../kit/panels.tsx";

interface EmptyWindowProps {
  readonly period: Period;
  /** The first day with runs, in words. */
  readonly firstDay: string;
}

/** What a board with runs says of a window without any. */
export function EmptyWindow({ period, firstDay }: EmptyWindowProps): ReactNode {
  return (
    <MessagePanel Icon={CalendarOff} title={`No completed runs in ${periodWords[period].span}`}>
      <p className="text-sm text-muted">The first run of this board was completed on {firstDay}.</p>
      <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
        Show all runs
      </Link>
    </MessagePanel>
  );
}

interface FreshnessNoteProps {
  readonly report: ReportHead;
  /** When the browser heard from the server last, or failed to, ms of its own clock. */
  readonly since: number;
  readonly isFetching: boolean;
  /** The last attempt to get a newer one failed. */
  readonly hasFailed: boolean;
}

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

/** The periods as links to the same page: each has an address to share, and the router knows which one is shown. */
export function PeriodSwitcher(): ReactNode {
  return (
    <nav aria-label="Period" className="flex grow rounded-lg border border-line bg-surface p-0.5 shadow-card">
      {periods.map((option) => (
        <Link
          key={option}
          to="."
          search={(before) => ({ ...before, period: option })}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className="flex-1 rounded-md px-1.5 py-1 text-center text-sm sm:px-2.5 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        >
          {periodWords[option].label}
        </Link>
      ))}
    </nav>
  );
}

interface Query {
  readonly state: { readonly data: Age | undefined; readonly status: string };
}

/** How any report is asked for: again when its minute is over; on a switch the last one stays until the next is there. */
export const reportOptions = {
  staleTime: ({ state }: Query) => staleTimeOf(state.data),
  refetchInterval: ({ state }: Query) => refetchAfter(state.data, state.status === "error"),
  placeholderData: keepPreviousData,
} as const;

/** What a report says of its own age. */
type Age = Pick<ReportHead, "freshForMs" | "stale">;

/** How soon to ask again when the last answer was stale or none, ms: the database or the server is away. */
export const TROUBLE_RETRY_MS = 10_000;

/** A reply that was sent in the last moment of its minute is not asked for again at once, ms. */
const SHORTEST_WAIT_MS = 1_000;

/** How long a report counts as fresh, ms, from when it was received. */
export function staleTimeOf(report: Age | undefined): number {
  return report?.freshForMs ?? 0;
}

/** When to ask for the next report, ms from the last answer or failure; false while there never was a report. */
export function refetchAfter(report: Age | undefined, hasFailed: boolean): number | false {
  if (report === undefined) return false;
  if (hasFailed || report.stale) return TROUBLE_RETRY_MS;
  return Math.max(report.freshForMs, SHORTEST_WAIT_MS);
}

/** Whole seconds until the next report, 0 when it is due. `since` is when the wait began; both of one clock, ms. */
export function secondsToNext(waitMs: number, since: number, now: number): number {
  const waitedMs = Math.max(0, now - since);
  return Math.max(0, Math.ceil((waitMs - waitedMs) / 1_000));
}

interface WindowNoteProps {
  /** Only a summary has changes. */
  readonly report: ReportHead & { readonly summary?: unknown };
}

/** Which days the figures are of, in whose time, and what their changes compare with. */
export function WindowNote({ report }: WindowNoteProps): ReactNode {
  const { before } = periodWords[report.period];
  return (
    <p className="text-sm text-muted">
      {formatWindow(report.window, report.timeZone)} · {report.timeZone}
      {before === null || report.summary === undefined ? "" : ` · changes against ${before}`}
    </p>
  );
}
