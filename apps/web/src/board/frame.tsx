import type { ReportHead } from "@evalboard/contract";
import { formatDay } from "@evalboard/format";
import { Link } from "@tanstack/react-router";
import { CalendarOff } from "lucide-react";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { type BoardTab, periodWords } from "../address/period.ts";
import { ReportContent, ReportHeader } from "../figures/report-frame.tsx";
import type { ReportQuery } from "../figures/report.ts";
import { buttonClass } from "../kit/button.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { MessagePanel } from "../kit/panels.tsx";

// Seen on the first day only.
const EmptyBoard = lazy(async () => ({ default: (await import("./empty-board.tsx")).EmptyBoard }));

interface BoardFrameProps<Report extends ReportHead> {
  readonly query: ReportQuery<Report>;
  /** What stands for the figures while the first report is on the way. */
  readonly outline: ReactNode;
  /** The window has no runs. */
  readonly isEmpty: (report: Report) => boolean;
  /** What can be done with the figures. */
  readonly Menu: ComponentType<{ readonly report: Report }>;
  readonly Figures: ComponentType<{ readonly report: Report }>;
}

/** A view of the board, in whichever state its report is. */
export function BoardFrame<Report extends ReportHead>(props: BoardFrameProps<Report>): ReactNode {
  const { query, outline, isEmpty, Menu, Figures } = props;
  const { data } = query;
  if (data?.firstCompletedAt === null) {
    return (
      <Suspense fallback={<BoardSkeleton outline={outline} />}>
        <EmptyBoard />
      </Suspense>
    );
  }
  return (
    <>
      <BoardHeader query={query} menu={data && <Menu report={data} />} />
      <ReportContent query={query} what="board" outline={outline}>
        {(report) => (isEmpty(report) ? <EmptyWindow report={report} /> : <Figures report={report} />)}
      </ReportContent>
    </>
  );
}

/** What a board with runs says of a window without any. */
function EmptyWindow({ report }: { readonly report: ReportHead }): ReactNode {
  const { period, firstCompletedAt, timeZone } = report;
  return (
    <MessagePanel Icon={CalendarOff} title={`No completed runs in ${periodWords[period].span}`}>
      {firstCompletedAt === null ? null : (
        <p className="text-sm text-muted">
          The first run of this board was completed on {formatDay(firstCompletedAt, timeZone)}.
        </p>
      )}
      <Link to="." search={(before) => ({ ...before, period: "all" })} className={buttonClass}>
        Show all runs
      </Link>
    </MessagePanel>
  );
}

/** As a report that was just asked for. */
const asked: ReportQuery<ReportHead> = {
  data: undefined,
  error: null,
  isFetching: true,
  isPlaceholderData: false,
  dataUpdatedAt: 0,
  errorUpdatedAt: 0,
  refetch: () => undefined,
};

/** A view of the board whose code is on the way. */
export function BoardSkeleton({ outline }: { readonly outline: ReactNode }): ReactNode {
  return (
    <>
      <BoardHeader query={asked} menu={undefined} />
      <ReportContent query={asked} what="board" outline={outline}>
        {() => null}
      </ReportContent>
    </>
  );
}

interface BoardHeaderProps {
  readonly query: ReportQuery<ReportHead>;
  /** What can be done with the figures, once they are there; its place is kept until then. */
  readonly menu: ReactNode;
}

/** The board's name and views, its window, its age and the way to another window. */
function BoardHeader({ query, menu }: BoardHeaderProps): ReactNode {
  return (
    <ReportHeader
      query={query}
      title={
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight">Board</h1>
          <BoardTabs />
        </div>
      }
      menu={menu ?? <span className="w-10" />}
    />
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
