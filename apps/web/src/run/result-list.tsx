import type { ResultRow } from "@evalboard/runs/contract";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef, useState } from "react";
import { ResultItem } from "./result-item.tsx";
import { toggled } from "./toggled.ts";

/** Only the results near the screen are drawn; those that are opened stay open while one scrolls. */
export function ResultList({ results }: { readonly results: readonly ResultRow[] }): ReactNode {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const list = useRef<HTMLOListElement>(null);
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: results.length,
    estimateSize: () => 49,
    overscan: 20,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => results[index]?.position ?? index,
  });
  return (
    <ol ref={list} className="relative border-t border-line" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const result = results[index];
        if (result === undefined) return null;
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={results.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <ResultItem
              result={result}
              isOpen={opened.has(result.position)}
              toggle={() => setOpened((before) => toggled(before, result.position))}
            />
          </li>
        );
      })}
    </ol>
  );
}
