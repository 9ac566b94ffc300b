import type { ReportHead } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import type { BoardTab } from "../address/period.ts";
import { EmptyWindow, FreshnessNote, PeriodSwitcher, WindowNote } from "../figures/report.tsx";
import { Skeleton, SkeletonCard } from "../kit/card.tsx";
import { ErrorPanel } from "../kit/panels.tsx";

// Seen on the first day only.
const EmptyBoard = lazy(async () => ({ default: (await import("./empty-board.tsx")).EmptyBoard }));

interface BoardFrameProps<Report extends ReportHead> {
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
}

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

interface BoardContentProps {
  readonly report: ReportHead;
  /** The window has no runs. */
  readonly isEmpty: boolean;
  /** Another period was asked for and is on the way. */
  readonly isPending: boolean;
  readonly children: ReactNode;
}

/** The report's figures, dimmed while others are on the way. */
function BoardContent({ report, isEmpty, isPending, children }: BoardContentProps): ReactNode {
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

interface BoardErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The board without a single report to show; another period may have one. */
function BoardError({ error, retry }: BoardErrorProps): ReactNode {
  return (
    <>
      <BoardHeader windowNote={null} freshnessNote={null} />
      <ErrorPanel error={error} retry={retry} />
    </>
  );
}

interface BoardSkeletonProps {
  /** Each part as high as what follows. */
  readonly outline: ReactNode;
}

/** The board while its first report is on the way. */
export function BoardSkeleton({ outline }: BoardSkeletonProps): ReactNode {
  return (
    <>
      <BoardHeader
        windowNote={<Skeleton className="mt-0.5 h-4 w-64" />}
        freshnessNote={<Skeleton className="mt-0.5 h-4 w-40" />}
      />
      <output className="sr-only">Loading the board…</output>
      <div className="flex flex-col gap-4">{outline}</div>
    </>
  );
}

interface BoardHeaderProps {
  /** Which days the figures are of. */
  readonly windowNote: ReactNode;
  /** How old they are. */
  readonly freshnessNote: ReactNode;
  /** What can be done with the figures, once they are there; its place is kept until then. */
  readonly menu?: ReactNode;
}

/** The board's name and views, its window, its age and the way to another window. */
function BoardHeader({ windowNote, freshnessNote, menu }: BoardHeaderProps): ReactNode {
  return (
    <header className="grid gap-x-6 gap-y-1 md:grid-cols-[1fr_auto]">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight">Board</h1>
        <BoardTabs />
      </div>
      <div className="flex gap-2 max-md:order-last max-md:mt-2 md:justify-self-end">
        <PeriodSwitcher />
        {menu ?? <span className="w-10" />}
      </div>
      {/* Room for two lines, which the window's name takes on a narrow screen. */}
      <div className="min-h-10 lg:min-h-5">{windowNote}</div>
      <div className="flex min-h-5 md:justify-end">{freshnessNote}</div>
    </header>
  );
}

const tabs: readonly (readonly [tab: BoardTab | undefined, label: string])[] = [
  [undefined, "Overview"],
  ["matrix", "Models × datasets"],
];

/** The board's views as links: like the periods, each has an address to share. */
function BoardTabs(): ReactNode {
  return (
    <nav aria-label="Views" className="flex gap-1">
      {tabs.map(([tab, label]) => (
        <Link
          key={label}
          to="/"
          search={(before) => ({ ...before, tab })}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** The outline of the board's second view. */
export function MatrixOutline(): ReactNode {
  return <SkeletonCard className="h-150" />;
}
