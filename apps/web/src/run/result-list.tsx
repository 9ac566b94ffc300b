import type { ResultRow } from "@evalboard/contract";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useRef } from "react";
import { ResultItem } from "./result-item.tsx";
import { useRunSearch } from "./use-run-search.ts";

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
