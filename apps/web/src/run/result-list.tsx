import type { ResultPage, ResultRow, RunDetail } from "@evalboard/contract";
import { formatLatency, formatScore } from "@evalboard/format";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { getQueryKey } from "@trpc/react-query";
import { memo, type ReactNode, useCallback, useRef } from "react";
import { type RunSearch, useRunSearch } from "../address/run.ts";
import { OutcomeBadge } from "../figures/outcome.tsx";
import { Figure } from "../kit/figure.tsx";
import { trpc } from "../kit/trpc.ts";

/** Height of a row, px; all are alike, so that none has to be measured. */
const ROW = 45;
const rowHeight = (): number => ROW;

/** Only the results near the screen are drawn. */
export function ResultList({ results }: { readonly results: readonly ResultRow[] }): ReactNode {
  const [{ result: opened }, change] = useRunSearch();
  const list = useRef<HTMLOListElement>(null);
  const open = useCallback((position: number) => change({ result: position }), [change]);
  // No keys of our own: they would be asked for a hundred thousand times on each page.
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: results.length,
    estimateSize: rowHeight,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  return (
    <ol ref={list} className="relative border-t border-line" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const result = results[index];
        if (result === undefined) return null;
        return (
          <li
            key={key}
            aria-setsize={results.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 h-[45px] border-b border-line"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <ResultItem result={result} isOpen={opened === result.position} open={open} />
          </li>
        );
      })}
    </ol>
  );
}

type ResultItemProps = {
  readonly result: ResultRow;
  readonly isOpen: boolean;
  readonly open: (position: number) => void;
};

/** A result in one line, which opens it. Drawn anew only when it changes: many pass by while one scrolls. */
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

const PAGE = 200;
const FIRST: string | null = null;

/**
 * The run's results that the address asks for, in pages. A result never changes once it is stored, so that no page
 * is asked for twice; a new visit starts with an empty cache.
 */
export function useResults(run: RunDetail, { outcome, text, sort, order }: RunSearch) {
  const { client } = trpc.useUtils();
  const query = { runId: run.id, outcome, text, sort, order, limit: PAGE };
  const isByArrival = (sort ?? "position") === "position" && order !== "desc";
  const stored = run.results;
  return useInfiniteQuery({
    queryKey: getQueryKey(trpc.runs.results, query, "infinite"),
    queryFn: async ({ pageParam: cursor, signal }) => {
      const page = await client.runs.results.query({ ...query, cursor }, { signal });
      return { ...page, cursor, stored };
    },
    initialPageParam: FIRST,
    getNextPageParam: (page) => nextCursor(page, isByArrival, stored),
    placeholderData: keepPreviousData,
    // Comparing a hundred thousand results with themselves on each page takes longer than a frame.
    structuralSharing: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** A page, what it was asked with, and how many results the run was known to have then. */
export type AskedPage = ResultPage & { readonly cursor: string | null; readonly stored: number };

/**
 * Where to read on, or undefined at the end. In order of arrival a run that is going on has no end: once it has
 * more results than when the last page was asked for, they are looked for behind that page.
 */
export function nextCursor(page: AskedPage, isByArrival: boolean, stored: number): string | undefined {
  if (page.nextCursor !== null) return page.nextCursor;
  if (!isByArrival || stored <= page.stored) return undefined;
  const last = page.results.at(-1);
  return last === undefined ? (page.cursor ?? "0") : String(last.position);
}
