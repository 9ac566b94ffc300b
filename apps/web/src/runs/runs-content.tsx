import type { ReactNode } from "react";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoMatches } from "./no-matches.tsx";
import { NoRuns } from "./no-runs.tsx";
import { hasFilters, type RunsSearch } from "./runs-search.ts";
import { RunsSkeleton } from "./runs-skeleton.tsx";
import { RunsTable } from "./runs-table.tsx";
import type { useRuns } from "./use-runs.ts";

type RunsContentProps = { readonly search: RunsSearch; readonly query: ReturnType<typeof useRuns> };

/** The runs, or why there are none; dimmed while others are on the way. */
export function RunsContent({ search, query }: RunsContentProps): ReactNode {
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
