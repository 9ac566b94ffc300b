import { formatCount, formatExactCost, formatShortCost, formatShortCount, UNKNOWN } from "@evalboard/format";
import { type ReactNode, useEffect, useState } from "react";

/** US dollars in a table's cell, never longer than `$99,999` from a dollar on. */
export function Cost({ usd }: { readonly usd: number | null }): ReactNode {
  return <Figure value={usd} format={formatShortCost} inFull={formatExactCost} why="no cost known" />;
}

/** A count in a table's cell, never longer than `99,999`: there is no saying how many runs and items a board will hold. */
export function Count({ value }: { readonly value: number }): ReactNode {
  return <Figure value={value} format={formatShortCount} inFull={formatCount} />;
}

export interface FigureProps {
  readonly value: number | null;
  readonly format: (value: number) => string;
  /** How the value reads in full, which its title says where `format` shortens it. */
  readonly inFull?: (value: number) => string;
  /** Why the value is unknown where it is null. */
  readonly why?: string;
}

/** A number with its unit, or a mark that it is unknown. */
export function Figure({ value, format, inFull = format, why }: FigureProps): ReactNode {
  if (value === null) return why === undefined ? <Unknown /> : <Unknown why={why} />;
  const [text, full] = [format(value), inFull(value)];
  return (
    <span className="whitespace-nowrap tabular-nums" title={text === full ? undefined : full}>
      {text}
    </span>
  );
}

/** Stands for a figure that nobody knows. `why` says why not, above a link that covers the row. */
export function Unknown({ why = "unknown" }: { readonly why?: string }): ReactNode {
  return (
    <span title={why} className="relative z-1 text-muted">
      <span aria-hidden>{UNKNOWN}</span>
      <span className="sr-only">{why}</span>
    </span>
  );
}

/** The time, ms, read again every `everyMs` while somebody may see it, and at once when the page is seen again. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const read = (): void => (document.hidden ? undefined : setNow(Date.now()));
    const timer = setInterval(read, everyMs);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [everyMs]);
  return now;
}
