import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";

interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  /** px; all rows are alike, so that none has to be measured. */
  readonly rowHeight: number;
  /** Draws a row; memoised, since many pass by while one scrolls. */
  readonly children: (row: Row) => ReactNode;
}

/** A long list that scrolls with the page; only the rows near the screen are drawn. */
export function VirtualList<Row>({ rows, rowHeight, children }: VirtualListProps<Row>): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useTop(list);
  // No keys of our own: they would be asked for a hundred thousand times on each page.
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: 12,
    scrollMargin,
  });
  return (
    <ol ref={list} className="relative border-t border-line" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const top = start - scrollMargin;
        return (
          <li
            key={key}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ height: rowHeight, transform: `translateY(${top}px)` }}
          >
            {children(row)}
          </li>
        );
      })}
    </ol>
  );
}

/** How far below the start of the page an element is, px: what stands above it may grow at any time. */
function useTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => setTop(element.current?.offsetTop ?? 0));
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
