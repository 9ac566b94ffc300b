import { formatCounted } from "@evalboard/format";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import { Download, ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { hasFilters, runsQueryOf, type RunsSearch, useRunsSearch, withoutFilters } from "../address/runs.ts";
import { useExportRuns } from "../export/runs.ts";
import { buttonClass } from "../kit/button.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { Menu } from "../kit/menu.tsx";
import { ErrorPanel, LoadMore, MessagePanel } from "../kit/panels.tsx";
import { trpc } from "../kit/trpc.ts";
import { FilterBar, FilterChips } from "./filters.tsx";
import { NoRuns } from "./no-runs.tsx";
import { ComparingBar, RunsTable } from "./table.tsx";

/** The runs that the address asks for, as they are now. */
export function RunsPage(): ReactNode {
  const [search] = useRunsSearch();
  const query = useRuns(search);
  const pages = query.data?.pages;
  return (
    <>
      <title>Runs · EvalBoard</title>
      <RunsHeading
        shown={pages?.reduce((shown, page) => shown + page.runs.length, 0)}
        hasMore={query.hasNextPage}
      >
        <RunsMenu search={search} />
      </RunsHeading>
      {search.baseline === undefined ? null : <ComparingBar baseline={search.baseline} />}
      <FilterBar />
      <FilterChips sample={query.isPlaceholderData ? undefined : pages?.[0]?.runs[0]} />
      <RunsContent search={search} query={query} />
    </>
  );
}

type RunsContentProps = { readonly search: RunsSearch; readonly query: ReturnType<typeof useRuns> };

/** The runs, or why there are none; dimmed while others are on the way. */
function RunsContent({ search, query }: RunsContentProps): ReactNode {
  const { data, error, isPlaceholderData } = query;
  const runs = data?.pages.flatMap((page) => page.runs);
  if (runs === undefined || (isPlaceholderData && error !== null)) {
    return error === null ? (
      <RunsSkeleton />
    ) : (
      <ErrorPanel error={error} retry={() => void query.refetch()} />
    );
  }
  if (runs.length === 0 && !isPlaceholderData) {
    return hasFilters(search) ? <NoMatches search={search} /> : <NoRuns />;
  }
  return (
    <div
      aria-busy={isPlaceholderData}
      className={`transition-opacity ${isPlaceholderData ? "opacity-50 delay-150" : ""}`}
    >
      <RunsTable runs={runs} />
      {query.hasNextPage && !isPlaceholderData ? (
        <LoadMore
          what="runs"
          load={() => void query.fetchNextPage()}
          isLoading={query.isFetchingNextPage}
          error={error}
        />
      ) : null}
    </div>
  );
}

/** A list whose filters let no run through. */
function NoMatches({ search }: { readonly search: RunsSearch }): ReactNode {
  return (
    <MessagePanel Icon={ListFilter} title="No run matches these filters">
      <p className="text-sm text-muted">
        Runs are here as soon as they begin; the filters may leave them out.
      </p>
      <Link to="/runs" search={withoutFilters(search)} className={buttonClass}>
        Clear the filters
      </Link>
    </MessagePanel>
  );
}

type RunsHeadingProps = {
  /** How many are shown; undefined while the first are on the way. */
  readonly shown: number | undefined;
  readonly hasMore: boolean;
  readonly children: ReactNode;
};

/** The page's name, how many runs it shows, and what can be done with them. */
function RunsHeading({ shown, hasMore, children }: RunsHeadingProps): ReactNode {
  return (
    <header className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="text-xl font-semibold tracking-tight">Runs</h1>
      <output className="mr-auto text-sm text-muted">
        {shown === undefined ? "" : `${formatCounted(shown, "run")}${hasMore ? " shown, more below" : ""}`}
      </output>
      {children}
    </header>
  );
}

/** Takes the list as it is filtered elsewhere. */
function RunsMenu({ search }: { readonly search: RunsSearch }): ReactNode {
  const exportRuns = useExportRuns(search);
  return (
    <Menu
      label="Export the list"
      items={[
        { label: "This list as CSV", choose: () => void exportRuns("csv") },
        { label: "This list as JSON", choose: () => void exportRuns("json") },
      ]}
    >
      <Download className="size-3.5" aria-hidden />
      Export
    </Menu>
  );
}

/** The list's outline while its first page is on the way. */
function RunsSkeleton(): ReactNode {
  return (
    <div>
      <output className="sr-only">Loading the runs…</output>
      <SkeletonCard className="h-dvh" />
    </div>
  );
}

const FIRST: string | null = null;

/**
 * The runs that the address asks for, in pages. Never taken for fresh: asked for again on each visit and look.
 * While other runs are on the way, the last ones stay.
 */
function useRuns(search: RunsSearch) {
  const { client } = trpc.useUtils();
  const query = runsQueryOf(search);
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.list, query, "infinite"),
    queryFn: ({ pageParam, signal }) => client.runs.list.query({ ...query, cursor: pageParam }, { signal }),
    initialPageParam: FIRST,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}
