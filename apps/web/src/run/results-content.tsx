import type { ResultRow } from "@evalboard/contract";
import type { ReactNode } from "react";
import { ErrorPanel } from "../ui/error-panel.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ResultList } from "./result-list.tsx";
import type { useResults } from "./use-results.ts";
import { useRunSearch } from "./use-run-search.ts";

type ResultsContentProps = {
  readonly results: readonly ResultRow[] | undefined;
  readonly query: ReturnType<typeof useResults>;
};

/** The results that are loaded, more of them as one scrolls, or why there are none. */
export function ResultsContent({ results, query }: ResultsContentProps): ReactNode {
  const [{ outcome, text }, change] = useRunSearch();
  const { error, isPlaceholderData } = query;
  if (results === undefined || (isPlaceholderData && error !== null)) {
    return error === null ? (
      <Skeleton className="m-5 h-96" />
    ) : (
      <ErrorPanel error={error} retry={() => void query.refetch()} />
    );
  }
  if (results.length === 0) {
    const isFiltered = outcome !== undefined || text !== undefined;
    return (
      <p className="border-t border-line px-5 py-8 text-center text-sm text-muted">
        {isFiltered ? "No result is like that. " : "No results yet."}
        {isFiltered ? (
          <button
            type="button"
            className="text-accent underline underline-offset-2"
            onClick={() => change({ outcome: undefined, text: undefined })}
          >
            Show all
          </button>
        ) : null}
      </p>
    );
  }
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-50" : ""}>
      <ResultList results={results} />
      {query.hasNextPage && !isPlaceholderData ? (
        <LoadMore
          what="results"
          ahead="3000px"
          load={() => void query.fetchNextPage()}
          isLoading={query.isFetchingNextPage}
          error={error}
        />
      ) : null}
    </div>
  );
}
