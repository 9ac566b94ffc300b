import type { ComparedItem } from "@evalboard/contract";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useRef } from "react";
import { openItemSearch, readOpenItem } from "../compare-search.ts";
import { useCompareSearch } from "../use-compare-search.ts";
import { ComparedRow } from "./compared-row.tsx";
import { isOpenItem, openItemOf } from "./open-item-of.ts";

/** Height of a row, px; all are alike, so that none has to be measured. */
const ROW = 57;
const rowHeight = (): number => ROW;

/** Only the items near the screen are drawn. */
export function ComparedList({ items }: { readonly items: readonly ComparedItem[] }): ReactNode {
  const [search, change] = useCompareSearch();
  const opened = readOpenItem(search);
  const list = useRef<HTMLOListElement>(null);
  const open = useCallback((item: ComparedItem) => change(openItemSearch(openItemOf(item))), [change]);
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: rowHeight,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  return (
    <ol ref={list} className="relative border-t border-line" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={key}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 h-[57px] border-b border-line"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <ComparedRow item={item} isOpen={opened !== null && isOpenItem(item, opened)} open={open} />
          </li>
        );
      })}
    </ol>
  );
}
