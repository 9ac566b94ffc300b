import { formatCounted } from "@evalboard/format";
import { trpc } from "@evalboard/react";
import { Link } from "@tanstack/react-router";
import { getQueryKey } from "@trpc/react-query";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import type { RunsSearch } from "../address/runs.ts";
import { ExportMenu } from "../export/menu.tsx";
import { useExportRuns } from "../export/runs.ts";
import { NoRuns } from "../figures/no-runs.tsx";
import { buttonClass } from "../kit/button.tsx";
import { SkeletonCard } from "../kit/card.tsx";
import { PagedList, usePages } from "../kit/pages.tsx";
import { MessagePanel } from "../kit/panels.tsx";
import { FilterBar, FilterChips } from "./filters.tsx";
import { hasFilters, runsQueryOf, useRunsSearch, withoutFilters } from "./search.ts";
import { ComparingBar, RunsTable } from "./table.tsx";

const formats = [
  ["csv", "This list as CSV"],
  ["json", "This list as JSON"],
] as const;

/** The runs that the address asks for, as they are now. */
export function RunsPage(): ReactNode {
  const [search] = useRunsSearch();
  const query = useRuns(search);
  const pages = query.data?.pages;
  const runs = pages?.flatMap((page) => page.runs) ?? [];
  return (
    <>
      <title>Runs · EvalBoard</title>
      <RunsHeading shown={pages && runs.length} hasMore={query.hasNextPage}>
        <ExportMenu label="Export the list" parts={formats} write={useExportRuns(runsQueryOf(search))}>
          Export
        </ExportMenu>
      </RunsHeading>
      {search.baseline === undefined ? null : <ComparingBar baseline={search.baseline} />}
      <FilterBar />
      <FilterChips sample={query.isPlaceholderData ? undefined : runs[0]} />
      <PagedList query={query} what="runs" ahead="400px" outline={<RunsSkeleton />}>
        {runs.length > 0 || query.isPlaceholderData ? (
          <RunsTable runs={runs} />
        ) : hasFilters(search) ? (
          <NoMatches search={search} />
        ) : (
          <NoRuns />
        )}
      </PagedList>
    </>
  );
}

/** A list whose filters let no run through. */
function NoMatches({ search }: { readonly search: RunsSearch }): ReactNode {
  return (
    <MessagePanel Icon={ListFilter} title="No run matches these filters">
      <p className="text-sm text-muted">
        Runs are here as soon as they start; the filters may leave them out.
      </p>
      <Link to="/runs" search={withoutFilters(search)} className={buttonClass}>
        Clear the filters
      </Link>
    </MessagePanel>
  );
}

interface RunsHeadingProps {
  /** How many are shown; undefined while the first are on the way. */
  readonly shown: number | undefined;
  readonly hasMore: boolean;
  readonly children: ReactNode;
}

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

/** The list's outline while its first page is on the way. */
function RunsSkeleton(): ReactNode {
  return (
    <div>
      <output className="sr-only">Loading the runs…</output>
      <SkeletonCard className="h-dvh" />
    </div>
  );
}

/** The runs that the address asks for, in pages. Never taken for fresh: asked for again on each visit and look. */
function useRuns(search: RunsSearch) {
  const { client } = trpc.useUtils();
  const query = runsQueryOf(search);
  return usePages({
    key: getQueryKey(trpc.runs.list, query, "infinite"),
    read: (cursor, signal) => client.runs.list.query({ ...query, cursor }, { signal }),
    next: ({ nextCursor }) => nextCursor,
  });
}
