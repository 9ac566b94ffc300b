import type { ReactNode } from "react";
import { type Series, strokes } from "./series.ts";

interface LegendProps {
  readonly series: readonly Series<never>[];
  readonly unit: string;
  /** There are marks on the axis. */
  readonly hasNews: boolean;
  /** The last step has not ended, and is shaded. */
  readonly isUnfinished: boolean;
}

/** Which line is which, where the lines do not say it themselves. The chart itself draws none, so that it is text. */
export function Legend({ series, unit, hasNews, isUnfinished }: LegendProps): ReactNode {
  const named = series.filter(({ legend }) => legend !== undefined);
  return (
    <ul className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
      <li>per {unit}</li>
      {named.map((one) => (
        <li key={one.label} className="flex items-center gap-1.5">
          <LegendMark series={one} />
          {one.legend}
        </li>
      ))}
      {hasNews ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-1.5 rotate-45 bg-ink" />
          new
        </li>
      ) : null}
      {isUnfinished ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-2 border border-line-strong bg-line" />
          so far
        </li>
      ) : null}
    </ul>
  );
}

function LegendMark({ series: one }: { readonly series: Series<never> }): ReactNode {
  if (one.shape !== "line" || one.fillTo !== undefined) {
    return <span aria-hidden className="h-2.5 w-4.5 rounded-xs bg-band" />;
  }
  return (
    <svg width="18" height="4" aria-hidden className={strokes[one.color]}>
      <line x1="0" y1="2" x2="18" y2="2" strokeWidth={one.width} strokeDasharray={one.dash?.join(" ")} />
    </svg>
  );
}
