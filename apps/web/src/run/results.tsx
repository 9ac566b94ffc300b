import type { Outcome, ResultRow, ResultSort, RunDetail, SortOrder } from "@evalboard/contract";
import { formatCount, formatCounted } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { readOption } from "../address/params.ts";
import { resultOutcomes, resultSorts, useRunSearch } from "../address/run.ts";
import { outcomeCountsOf, outcomeFaces } from "../figures/outcome.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { SearchField, Select } from "../kit/fields.tsx";
import { ErrorPanel, LoadMore } from "../kit/panels.tsx";
import { OpenResult } from "./open-result.tsx";
import { ResultList, useResults } from "./result-list.tsx";

/** The run's results, those that the address asks for, and the one that it opens. */
export function Results({ run }: { readonly run: RunDetail }): ReactNode {
  const [search] = useRunSearch();
  const query = useResults(run, search);
  const { data } = query;
  const results = useMemo(() => data?.pages.flatMap((page) => page.results), [data]);
  return (
    <Card
      title="Results"
      aside={<span className="text-sm text-muted">{formatCounted(run.results, "result")}</span>}
      flush
    >
      <ResultFilters run={run} />
      <ResultsContent results={results} query={query} />
      {search.result === undefined ? null : (
        <OpenResult runId={run.id} position={search.result} results={results ?? []} />
      )}
    </Card>
  );
}

const sortings = [
  ["position asc", "In order of arrival"],
  ["position desc", "Latest arrival first"],
  ["score asc", "Lowest score first"],
  ["score desc", "Best score first"],
  ["latencyMs desc", "Slowest first"],
  ["latencyMs asc", "Fastest first"],
] as const satisfies readonly (readonly [`${ResultSort} ${SortOrder}`, string])[];

/** Which of the run's results are listed, and in which order. */
function ResultFilters({ run }: { readonly run: RunDetail }): ReactNode {
  const [{ outcome, text = "", sort = "position", order = "asc" }, change] = useRunSearch();
  return (
    <search aria-label="Filter the results" className="flex flex-wrap items-center gap-2 px-5 pb-4">
      <OutcomeSegments run={run} chosen={outcome} choose={(next) => change({ outcome: next })} />
      <SearchField
        label="Search keys and texts"
        value={text}
        commit={(next) => change({ text: next === "" ? undefined : next }, text !== "" && next !== "")}
      />
      <Select
        label="Sort"
        value={`${sort} ${order}`}
        options={sortings}
        choose={(chosen) => {
          const [by, direction] = chosen.split(" ");
          change({ sort: readOption(by, resultSorts), order: direction === "desc" ? "desc" : "asc" });
        }}
      />
    </search>
  );
}

type OutcomeSegmentsProps = {
  readonly run: RunDetail;
  readonly chosen: Outcome | undefined;
  readonly choose: (outcome: Outcome | undefined) => void;
};

/** The outcomes to choose one from, each with how many results have it, as far as that is known. */
function OutcomeSegments({ run, chosen, choose }: OutcomeSegmentsProps): ReactNode {
  const counts = outcomeCountsOf(run);
  const segments = [
    { outcome: undefined, label: "All", count: run.results },
    ...resultOutcomes.map((outcome) => ({
      outcome,
      label: outcomeFaces[outcome].label,
      count: counts?.[outcome] ?? null,
    })),
  ];
  return (
    <fieldset className="flex max-w-full flex-wrap rounded-lg border border-line bg-surface p-0.5 shadow-card">
      <legend className="sr-only">Outcome</legend>
      {segments.map(({ outcome, label, count }) => (
        <button
          key={label}
          type="button"
          aria-pressed={outcome === chosen}
          onClick={() => choose(outcome)}
          className="rounded-md px-2.5 py-1 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {label}{" "}
          {count === null ? null : <span className="font-normal tabular-nums">{formatCount(count)}</span>}
        </button>
      ))}
    </fieldset>
  );
}

type ResultsContentProps = {
  readonly results: readonly ResultRow[] | undefined;
  readonly query: ReturnType<typeof useResults>;
};

/** The results that are loaded, more of them as one scrolls, or why there are none. */
function ResultsContent({ results, query }: ResultsContentProps): ReactNode {
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
