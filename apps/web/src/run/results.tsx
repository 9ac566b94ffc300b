import type { RunDetail } from "@evalboard/runs/contract";
import type { ReactNode } from "react";
import { formatCounted } from "../format/numbers.ts";
import { Card } from "../ui/card.tsx";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { SkeletonCard } from "../ui/skeleton-card.tsx";
import { ResultList } from "./result-list.tsx";
import { useResults } from "./use-results.ts";

/** The run's results in the order of their arrival, more of them as one scrolls. */
export function Results({ run }: { readonly run: RunDetail }): ReactNode {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useResults(
    run.id,
    run.results,
  );
  const results = data?.pages.flatMap((page) => page.results);
  if (results === undefined) {
    return error === null ? (
      <SkeletonCard className="h-96" />
    ) : (
      <ErrorPanel error={error} retry={() => void refetch()} />
    );
  }
  return (
    <Card
      title="Results"
      aside={<span className="text-sm text-muted">{formatCounted(run.results, "result")}</span>}
      flush
    >
      {results.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">No results yet.</p>
      ) : (
        <ResultList results={results} />
      )}
      {hasNextPage ? (
        <LoadMore
          what="results"
          load={() => void fetchNextPage()}
          isLoading={isFetchingNextPage}
          error={error}
        />
      ) : null}
    </Card>
  );
}
