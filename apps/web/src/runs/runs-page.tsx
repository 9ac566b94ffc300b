import type { ReactNode } from "react";
import { formatCounted } from "../format/numbers.ts";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { NoRuns } from "./no-runs.tsx";
import { RunsSkeleton } from "./runs-skeleton.tsx";
import { RunsTable } from "./runs-table.tsx";
import { useRuns } from "./use-runs.ts";

/** All runs, newest first, as they are now. */
export function RunsPage(): ReactNode {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useRuns();
  const runs = data?.pages.flatMap((page) => page.runs);
  return (
    <>
      <title>Runs · EvalBoard</title>
      <header className="flex items-baseline justify-between gap-4">
        <h1 className="text-xl font-semibold tracking-tight">Runs</h1>
        {runs === undefined || runs.length === 0 ? null : (
          <p className="text-sm text-muted">
            {formatCounted(runs.length, "run")}
            {hasNextPage ? " shown" : ""}, newest first
          </p>
        )}
      </header>
      {runs === undefined ? (
        error === null ? (
          <RunsSkeleton />
        ) : (
          <ErrorPanel error={error} retry={() => void refetch()} />
        )
      ) : runs.length === 0 ? (
        <NoRuns />
      ) : (
        <RunsTable runs={runs} />
      )}
      {hasNextPage ? (
        <LoadMore
          what="runs"
          load={() => void fetchNextPage()}
          isLoading={isFetchingNextPage}
          error={error}
        />
      ) : null}
    </>
  );
}
