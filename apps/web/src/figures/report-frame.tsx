import type { ReportHead } from "@evalboard/contract";
import { formatClock, formatInstant, formatWindow } from "@evalboard/format";
import { refetchAfter } from "@evalboard/react";
import { Link, useSearch } from "@tanstack/react-router";
import { CalendarRange, TriangleAlert, X } from "lucide-react";
import { lazy, memo, type ReactNode, Suspense, useState } from "react";
import { endsOf } from "../address/params.ts";
import { namedOf, periods, periodWords, wordsOfPeriod } from "../address/period.ts";
import { Dimmed, Skeleton } from "../kit/card.tsx";
import { useNow } from "../kit/figure.tsx";
import { ErrorPanel } from "../kit/panels.tsx";
import { DifferingTags } from "./differing-tags.tsx";
import { touchClass, touchIconClass } from "../kit/button.tsx";

/** A question for a report, as react-query has it. */
export interface ReportQuery<Report> {
  readonly data: Report | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** The data is of another period, while that which was asked for is on the way. */
  readonly isPlaceholderData: boolean;
  /** When the browser heard from the server last, or failed to, ms of its own clock. */
  readonly dataUpdatedAt: number;
  readonly errorUpdatedAt: number;
  readonly refetch: () => unknown;
}

// Asked for by few.
const RangeFields = lazy(async () => ({ default: (await import("./range-fields.tsx")).RangeFields }));

interface ReportHeaderProps {
  readonly query: ReportQuery<WindowNoteProps["report"]>;
  /** What the figures are of. */
  readonly title: ReactNode;
  /** What can be done with them. */
  readonly menu?: ReactNode;
  /** Where one can go from here. */
  readonly links?: ReactNode;
}

/** The head of a page of figures: its window, its age, and the way to another one; each part in its place from the first. */
export function ReportHeader({ query, title, menu, links }: ReportHeaderProps): ReactNode {
  const { data: report, error } = query;
  const [isAsked, setIsAsked] = useState(false);
  // Of a named one nothing here depends: from one to another the head is not drawn again.
  const range = useSearch({
    strict: false,
    select: ({ period }) => (namedOf(period) === undefined ? period : undefined),
  });
  const outline = (width: string): ReactNode =>
    error === null ? <Skeleton className={`mt-0.5 h-4 ${width}`} /> : null;
  return (
    <header className="grid gap-x-4 gap-y-1 lg:gap-x-6 md:grid-cols-[1fr_auto]">
      {title}
      <div className="flex min-w-0 gap-1.5 sm:gap-2 max-md:order-last max-md:mt-2 md:self-start md:justify-self-end">
        <PeriodSwitcher />
        <button
          type="button"
          aria-expanded={isAsked}
          title="From one day to another…"
          className={`grid size-8 shrink-0 place-items-center rounded-lg border border-line-strong bg-surface text-ink shadow-card transition-colors hover:bg-sunken print:hidden ${touchIconClass}`}
          onClick={() => setIsAsked(!isAsked)}
        >
          <CalendarRange className="size-3.5" aria-hidden />
          <span className="sr-only">From one day to another…</span>
        </button>
        {menu}
      </div>
      {links}
      <div className="grid gap-x-6 gap-y-1 md:col-span-full md:grid-cols-[1fr_auto]">
        {/* Room for two lines, which the window's name takes on a narrow screen. */}
        <div className="min-h-10 md:min-h-5">
          {report === undefined ? outline("w-64") : <WindowNote report={report} />}
        </div>
        <div className="flex min-h-5 md:self-start md:justify-end">
          {report === undefined ? outline("w-40") : <FreshnessNote report={report} query={query} />}
        </div>
      </div>
      {isAsked ? (
        <Suspense>
          <RangeFields period={range} close={() => setIsAsked(false)} />
        </Suspense>
      ) : null}
      {range === undefined ? null : <RangeChip period={range} report={report} />}
    </header>
  );
}

interface ReportContentProps<Report> {
  readonly query: ReportQuery<Report>;
  /** What the figures are of: `board`. */
  readonly what: string;
  /** What stands for the figures while the first report is on the way; each part as high as what follows. */
  readonly outline: ReactNode;
  readonly children: (report: Report) => ReactNode;
}

/** A report's figures, dimmed while others are on the way, or why there are none; another period may have some. */
export function ReportContent<Report>(props: ReportContentProps<Report>): ReactNode {
  const { query, what, outline, children } = props;
  const { data: report, error } = query;
  if (report !== undefined) {
    return (
      <Dimmed isPending={query.isPlaceholderData} className="flex flex-col gap-4">
        {children(report)}
      </Dimmed>
    );
  }
  if (error !== null) return <ErrorPanel error={error} retry={() => void query.refetch()} />;
  return (
    <>
      <output className="sr-only">Loading the {what}…</output>
      <div className="flex flex-col gap-4">{outline}</div>
    </>
  );
}

interface FreshnessNoteProps {
  readonly report: ReportHead;
  readonly query: ReportQuery<unknown>;
}

/** How old the board is and when the next one comes. A board older than its promise says so and why. */
function FreshnessNote({ report, query }: FreshnessNoteProps): ReactNode {
  const now = useNow(1_000);
  const hasFailed = query.error !== null;
  const since = Math.max(query.dataUpdatedAt, query.errorUpdatedAt);
  const seconds = secondsToNext(refetchAfter(report, hasFailed) || 0, since, now);
  const clock = formatClock(report.generatedAt, report.timeZone);
  const trouble = hasFailed
    ? "Could not refresh: figures "
    : report.stale
      ? `The database has not answered since ${clock}: figures `
      : "";
  return (
    <p
      title={`Computed ${formatInstant(report.generatedAt, report.timeZone)}`}
      className={`flex items-center gap-1.5 text-sm tabular-nums ${trouble === "" ? "text-muted" : "rounded-md bg-warn-soft px-2 font-medium text-warn"}`}
    >
      {trouble === "" ? null : <TriangleAlert className="size-3.5 shrink-0" aria-hidden />}
      <span>
        {trouble}as of <time dateTime={report.generatedAt}>{clock}</time>
        <span className="print:hidden">
          {query.isFetching || seconds === 0 ? ", updating…" : `, next in ${seconds} s`}
        </span>
      </span>
    </p>
  );
}

/** Whole seconds until the next report, 0 when it is due. `since` is when the wait began; both of one clock, ms. */
export function secondsToNext(waitMs: number, since: number, now: number): number {
  const waitedMs = Math.max(0, now - since);
  return Math.max(0, Math.ceil((waitMs - waitedMs) / 1_000));
}

// Told once: a link that is told anew works out anew where it leads.
const options = periods.map((option) => ({
  option,
  search: (before: object) => ({ ...before, period: option }),
}));

/** The periods as links to the same page: each has an address to share, and the router knows which one is shown. */
function PeriodSwitcher(): ReactNode {
  return (
    <nav aria-label="Period" className="flex grow rounded-lg border border-line bg-surface p-0.5 shadow-card">
      {options.map(({ option, search }) => (
        <Link
          key={option}
          to="."
          search={search}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className={`flex-1 content-center rounded-md px-1 py-1 text-center text-sm sm:px-2.5 md:max-lg:px-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent aria-[current=page]:ring-1 aria-[current=page]:ring-accent-line aria-[current=page]:ring-inset ${touchClass}`}
        >
          {periodWords[option].label}
        </Link>
      ))}
    </nav>
  );
}

interface RangeChipProps {
  readonly period: string;
  readonly report: ReportHead | undefined;
}

/** The range that is shown, and a way back from it. */
function RangeChip({ period, report }: RangeChipProps): ReactNode {
  const { from, to } = endsOf(period) ?? { from: period, to: "" };
  // A report of another period may stand there while this one is on the way.
  const words = report?.period === period ? formatWindow(report.window, report.timeZone) : `${from} to ${to}`;
  return (
    <div className="col-span-full flex print:hidden">
      <Link
        to="."
        search={(before) => ({ ...before, period: "7d" })}
        resetScroll={false}
        className={`inline-flex min-h-7 items-center gap-1.5 rounded-full bg-accent-soft px-3 text-sm ${touchClass}`}
      >
        <span className="sr-only">Take away the range</span>
        <span className="font-medium">{words}</span>
        <X className="size-3.5 text-muted" aria-hidden />
      </Link>
    </div>
  );
}

interface WindowNoteProps {
  /** Only a summary has changes. */
  readonly report: ReportHead & { readonly summary?: unknown };
}

/** Which days the figures are of, in whose time, and what their changes compare with. */
const WindowNote = memo(function WindowNote({ report }: WindowNoteProps): ReactNode {
  const { before } = wordsOfPeriod(report.period);
  return (
    <p className="text-sm text-muted">
      {formatWindow(report.window, report.timeZone)} · {report.timeZone}
      {before === null || report.summary === undefined ? "" : ` · changes against ${before}`}
      <DifferingTags report={report} />
    </p>
  );
});
