import type { BoardFilter, ReportHead } from "@evalboard/contract";
import { replaceEqualDeep } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { boardFilterOf, type BoardSearch, type BoardTab } from "../address/board.ts";
import { RunsWithin } from "../address/links.tsx";
import { ReportContent, ReportHeader, type ReportQuery } from "../figures/report-frame.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { isNotThere } from "../kit/errors.ts";
import { ViewsMenu } from "../views/menu.tsx";
import { AddFilter } from "./add-filter.tsx";
import { touchClass } from "../kit/button.tsx";

const route = getRouteApi("/");

// What filters the board is loaded when it is first asked for.
const FilterBar = lazy(async () => ({ default: (await import("./filter-bar.tsx")).FilterBar }));

// Seen on the first day only.
const EmptyBoard = lazy(async () => ({ default: (await import("./empty-board.tsx")).EmptyBoard }));
const DemoNote = lazy(async () => ({ default: (await import("./demo-note.tsx")).DemoNote }));
const NoFigures = lazy(async () => ({ default: (await import("./no-figures.tsx")).NoFigures }));

interface BoardFrameProps<Report extends ReportHead> {
  readonly query: ReportQuery<Report>;
  /** Whether the view is of what the address narrows the board to. */
  readonly canNarrow: boolean;
  /** Whether what was asked for is narrowed; the address may be ahead of that by a frame. */
  readonly isPart?: boolean;
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
  const { query, canNarrow, isPart = false, outline, isEmpty, Menu, Figures } = props;
  const { data, error } = query;
  const isNarrowed = route.useSearch({ select: (search) => boardFilterOf(search) !== undefined });
  const within = useSame(data?.where ?? ALL);
  const [isAsked, setIsAsked] = useState(false);
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
      <FilterRow>
        {isNarrowed || (canNarrow && isAsked) ? (
          <Suspense>
            <FilterBar canNarrow={canNarrow} isAsked={isAsked} keep={() => setIsAsked(true)} />
          </Suspense>
        ) : canNarrow ? (
          <AddFilter add={() => setIsAsked(true)} />
        ) : (
          <p className="flex min-h-8 items-center text-sm text-muted">
            Of all runs: this view has no filter.
          </p>
        )}
      </FilterRow>
      {isPart && data === undefined && isNotThere(error) ? (
        <Suspense>
          <NoFigures error={error} />
        </Suspense>
      ) : (
        <ReportContent query={query} what="board" outline={outline}>
          {(report) => (
            <RunsWithin value={within}>
              {isEmpty(report) ? (
                <Suspense>
                  <NoFigures report={report} />
                </Suspense>
              ) : (
                <Figures report={report} />
              )}
            </RunsWithin>
          )}
        </ReportContent>
      )}
      <Suspense>{data === undefined ? null : <DemoNote />}</Suspense>
    </>
  );
}

const ALL: BoardFilter = {};

/** The same object as long as another one says the same: else a new report would have all links of the last one drawn again. */
function useSame<Value>(value: Value): Value {
  const [kept, keep] = useState(value);
  const same = replaceEqualDeep(kept, value);
  if (same !== kept) keep(() => same);
  return same;
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
      <FilterRow>{null}</FilterRow>
      <ReportContent query={asked} what="board" outline={outline}>
        {() => null}
      </ReportContent>
    </>
  );
}

/** Below the header: what the board is of, and the views that the team has saved. Its place is kept from the first. */
function FilterRow({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="-mt-2 flex items-start gap-3">
      <div className="min-h-8 min-w-0 grow">{children}</div>
      <ViewsMenu />
    </div>
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
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1 md:max-lg:gap-x-3">
          <h1 className="text-xl font-semibold tracking-tight">Board</h1>
          <BoardTabs />
        </div>
      }
      menu={menu ?? <span className="w-10" />}
    />
  );
}

// Told once: a link that is told anew works out anew where it leads.
const tabs = [tabOf(undefined, "Overview"), tabOf("matrix", "Models × datasets")];

function tabOf(tab: BoardTab | undefined, label: string) {
  return { label, search: (before: BoardSearch) => ({ ...before, tab }) };
}

/** The board's views as links: like the periods, each has an address to share. */
function BoardTabs(): ReactNode {
  return (
    <nav aria-label="Views" className="flex gap-1">
      {tabs.map(({ label, search }) => (
        <Link
          key={label}
          to="/"
          search={search}
          resetScroll={false}
          activeOptions={{ exact: true }}
          className={`content-center rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent aria-[current=page]:ring-1 aria-[current=page]:ring-accent-line aria-[current=page]:ring-inset ${touchClass}`}
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
