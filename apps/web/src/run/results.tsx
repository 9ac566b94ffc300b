import type { ResultRow, RunDetail } from "@evalboard/contract";
import { formatCounted, formatLatency, formatScore } from "@evalboard/format";
import { DatabaseZap } from "lucide-react";
import { memo, type ReactNode, useCallback, useMemo } from "react";
import { ALL_RESULTS, type RunSearch } from "../address/run.ts";
import { itemTitle, MetricValue, ResultBadge, whyNoScore } from "../figures/result.tsx";
import { Card, Skeleton } from "../kit/card.tsx";
import { Figure } from "../kit/figure.tsx";
import { PagedList } from "../kit/pages.tsx";
import { VirtualList } from "../kit/virtual-list.tsx";
import { columnsOf, layoutOf, shownFrom } from "./columns.ts";
import { ResultFilters } from "./filters.tsx";
import { OpenResult } from "./open-result.tsx";
import { useResults, useRunSearch } from "./use-results.ts";

/** The run's results, those that the address asks for, more of them as one scrolls, and the one that it opens. */
export function Results({ run }: { readonly run: RunDetail }): ReactNode {
  const [search, change] = useRunSearch();
  const query = useResults(run, search);
  const { data } = query;
  const results = useMemo(() => data?.pages.flatMap((page) => page.results) ?? [], [data]);
  const open = useCallback((position: number) => change({ result: position }), [change]);
  const columns = useMemo(() => columnsOf(run, search.column), [run, search.column]);
  return (
    <div id="results" className="scroll-mt-16">
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
            <>
              <RowHeadings columns={columns} scoreMetric={run.scoreMetric} />
              <VirtualList rows={results} rowHeight={45}>
                {(result) => (
                  <ResultItem
                    result={result}
                    columns={columns}
                    isOpen={search.result === result.position}
                    open={open}
                  />
                )}
              </VirtualList>
            </>
          )}
        </PagedList>
        {search.result === undefined ? null : (
          <OpenResult runId={run.id} datasetId={run.dataset.id} position={search.result} results={results} />
        )}
      </Card>
    </div>
  );
}

/** Whether the address leaves any result out. */
function isFiltered(search: RunSearch): boolean {
  return Object.entries(search).some(([key, value]) => key in ALL_RESULTS && value !== undefined);
}

/** That no result is like what the address asks for, and the way back to all. */
function NoResults(): ReactNode {
  const [search, change] = useRunSearch();
  const isNarrowed = isFiltered(search);
  return (
    <p className="border-t border-line px-5 py-8 text-center text-sm text-muted">
      {isNarrowed ? "No result is like that. " : "No results yet."}
      {isNarrowed ? (
        <button
          type="button"
          className="text-accent underline underline-offset-2"
          onClick={() => change(ALL_RESULTS)}
        >
          Show all
        </button>
      ) : null}
    </p>
  );
}

interface RowHeadingsProps {
  readonly columns: readonly string[];
  readonly scoreMetric: string | null;
}

/** What stands in the list below; on a narrow screen it speaks for itself. Its rows are buttons, which say it all. */
function RowHeadings({ columns, scoreMetric }: RowHeadingsProps): ReactNode {
  return (
    <div
      aria-hidden
      className={`${layoutOf(columns.length)} pb-2 text-xs font-medium text-muted max-sm:hidden`}
    >
      <span>Item</span>
      <span>Outcome</span>
      <span className="truncate text-right" title={scoreMetric ?? undefined}>
        Score
      </span>
      {columns.map((name, place) => (
        <span key={name} title={name} className={`truncate text-right ${shownFrom(place)}`}>
          {name}
        </span>
      ))}
      <span className="pl-3">Output</span>
      <span className="text-right">Latency</span>
    </div>
  );
}

interface ResultItemProps {
  readonly result: ResultRow;
  readonly columns: readonly string[];
  readonly isOpen: boolean;
  readonly open: (position: number) => void;
}

/** A result in one line, which opens it. Drawn again only when it changes: many pass by while one scrolls. */
const ResultItem = memo(function ResultItem({ result, columns, isOpen, open }: ResultItemProps): ReactNode {
  const { position, itemKey, repeat, score, metrics, error, output, latencyMs, cached } = result;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => open(position)}
      className={`${layoutOf(columns.length)} size-full text-left text-sm transition-colors hover:bg-hover aria-expanded:bg-accent-soft`}
    >
      <span title={itemKey} className="line-clamp-2 leading-4.5 font-medium wrap-anywhere">
        {itemTitle(result)}
        {repeat > 1 ? <span className="font-normal text-muted"> · repeat {repeat}</span> : null}
      </span>
      <ResultBadge result={result} />
      <span className="text-right">
        <Figure value={score} format={formatScore} why={whyNoScore(result)} />
      </span>
      {columns.map((name, place) => (
        <span key={name} className={`truncate text-right ${shownFrom(place)}`}>
          <span className="sr-only">{name} </span>
          <MetricValue value={Object.hasOwn(metrics, name) ? metrics[name] : undefined} />
        </span>
      ))}
      <span
        className={`hidden pl-3 leading-4.5 wrap-anywhere sm:line-clamp-2 ${error === null ? "text-muted" : "text-bad"}`}
      >
        {error ?? output}
      </span>
      <span className="hidden items-center justify-end gap-1 text-muted sm:flex">
        {cached === true ? (
          <span title="from a cache">
            <DatabaseZap className="size-3" aria-hidden />
            <span className="sr-only">from a cache</span>
          </span>
        ) : null}
        <Figure value={latencyMs} format={formatLatency} why="not measured" />
      </span>
    </button>
  );
});
