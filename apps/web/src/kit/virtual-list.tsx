import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { formatCount } from "@evalboard/format";
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { usePrinted } from "./printed.ts";

interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  /** px; all rows are alike, so that none has to be measured. */
  readonly rowHeight: number;
  /** Draws a row; memoised, since many pass by while one scrolls. */
  readonly children: (row: Row) => ReactNode;
}

/** So many rows are all drawn: the browser finds words in them, and a finger that scrolls fast sees no empty place. */
const MOST_WHOLE = 100;
/** Of more, so many beyond either end of the screen. */
const OVERSCAN = 12;
/** So many rows stand on paper, some twenty sheets. */
const MOST_ON_PAPER = 500;

/** A list that scrolls with the page; of a long one only the rows near the screen are drawn. On paper its first rows stand. */
export function VirtualList<Row>(props: VirtualListProps<Row>): ReactNode {
  return usePrinted() ? <PaperList {...props} /> : <ScreenList {...props} />;
}

function PaperList<Row>({ rows, rowHeight, children }: VirtualListProps<Row>): ReactNode {
  return (
    // On the screen as high as before, or the page would be elsewhere when the paper is done.
    <div className="print:min-h-0!" style={{ minHeight: rows.length * rowHeight }}>
      <ol className="border-t border-line">
        {rows.slice(0, MOST_ON_PAPER).map((row, index) => (
          // A list on paper does not change any more.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="break-inside-avoid border-b border-line" style={{ height: rowHeight }}>
            {children(row)}
          </li>
        ))}
      </ol>
      {rows.length > MOST_ON_PAPER ? (
        <p className="px-5 py-2 text-sm text-muted">
          The first {formatCount(MOST_ON_PAPER)} of {formatCount(rows.length)} rows.
        </p>
      ) : null}
    </div>
  );
}

function ScreenList<Row>({ rows, rowHeight, children }: VirtualListProps<Row>): ReactNode {
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useTop(list);
  // No keys of our own: they would be asked for a hundred thousand times on each page.
  // React Compiler, which is not used here, could not remember these functions.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: rows.length <= MOST_WHOLE ? MOST_WHOLE : OVERSCAN,
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
