import type { ResultRow, ResultSort, RunDetail, SortOrder } from "@evalboard/contract";
import { formatCounted, formatLatency, formatScore } from "@evalboard/format";
import { memo, type ReactNode, useCallback, useMemo } from "react";
import { readOption } from "../address/params.ts";
import { resultOutcomes, resultSorts } from "../address/run.ts";
import { OutcomeBadge, outcomeFaces } from "../figures/outcome.tsx";
import { outcomeCountsOf } from "../figures/run.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { SearchField, Segments, Select } from "../kit/fields.tsx";
import { Figure } from "../kit/figure.tsx";
import { PagedList } from "../kit/pages.tsx";
import { VirtualList } from "../kit/virtual-list.tsx";
import { OpenResult } from "./open-result.tsx";
import { useResults, useRunSearch } from "./use-results.ts";

/** The run's results, those that the address asks for, more of them as one scrolls, and the one that it opens. */
export function Results({ run }: { readonly run: RunDetail }): ReactNode {
  const [search, change] = useRunSearch();
  const query = useResults(run, search);
  const { data } = query;
  const results = useMemo(() => data?.pages.flatMap((page) => page.results) ?? [], [data]);
  const open = useCallback((position: number) => change({ result: position }), [change]);
  return (
    <Card
      title="Results"
      aside={<span className="text-sm text-muted">{formatCounted(run.results, "result")}</span>}
      flush
    >
      <ResultFilters run={run} />
      <PagedList query={query} what="results" ahead="3000px" outline={<Skeleton className="m-5 h-96" />}>
        {results.length === 0 ? (
          <NoResults />
        ) : (
          <VirtualList rows={results} rowHeight={45}>
            {(result) => (
              <ResultItem result={result} isOpen={search.result === result.position} open={open} />
            )}
          </VirtualList>
        )}
      </PagedList>
      {search.result === undefined ? null : (
        <OpenResult runId={run.id} position={search.result} results={results} />
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
      <Segments
        legend="Outcome"
        options={outcomeOptions(run)}
        chosen={outcome}
        choose={(next) => change({ outcome: next })}
      />
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

/** The outcomes to choose one from, each with how many results have it, as far as that is known. */
function outcomeOptions(run: RunDetail) {
  const counts = outcomeCountsOf(run);
  return [
    { value: undefined, label: "All", count: run.results },
    ...resultOutcomes.map((outcome) => ({
      value: outcome,
      label: outcomeFaces[outcome].label,
      count: counts?.[outcome],
    })),
  ];
}

/** That no result is like what the address asks for, and the way back to all. */
function NoResults(): ReactNode {
  const [{ outcome, text }, change] = useRunSearch();
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

interface ResultItemProps {
  readonly result: ResultRow;
  readonly isOpen: boolean;
  readonly open: (position: number) => void;
}

/** A result in one line, which opens it. Drawn again only when it changes: many pass by while one scrolls. */
const ResultItem = memo(function ResultItem({ result, isOpen, open }: ResultItemProps): ReactNode {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => open(result.position)}
      className="grid size-full grid-cols-[1fr_auto_3rem] items-center gap-x-3 px-5 text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft sm:grid-cols-[12rem_6rem_3.5rem_1fr_4.5rem]"
    >
      <span className="truncate font-medium">
        {result.itemKey}
        {result.repeat > 1 ? <span className="font-normal text-muted"> · repeat {result.repeat}</span> : null}
      </span>
      <OutcomeBadge outcome={result.outcome} />
      <span className="text-right">
        <Figure value={result.score} format={formatScore} why="no score" />
      </span>
      <span className={`hidden truncate sm:block ${result.error === null ? "text-muted" : "text-bad"}`}>
        {result.error ?? result.output}
      </span>
      <span className="hidden text-right text-muted sm:block">
        <Figure value={result.latencyMs} format={formatLatency} why="not measured" />
      </span>
    </button>
  );
});
