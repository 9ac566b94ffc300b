import type { Comparison } from "@evalboard/contract";
import { formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import { differenceScale } from "../../verdict/difference-scale.ts";

/** The difference as a tick and its 95 % interval as a band, on an axis with 0 in its middle. Words beside it say the same. */
export function DifferenceAxis({ score }: { readonly score: Comparison["score"] }): ReactNode {
  const { difference, interval } = score;
  if (difference === null) return null;
  const scale = differenceScale([{ difference, differenceInterval: interval }]);
  const place = (value: number): string => `${((value + scale) / (2 * scale)) * 100}%`;
  return (
    <div aria-hidden className="w-full">
      <div className="relative h-7">
        <span className="absolute inset-x-0 top-3 h-1 rounded-full bg-sunken" />
        <span className="absolute top-0 left-1/2 h-7 w-px -translate-x-1/2 bg-muted" />
        {interval === null ? null : (
          <span
            className="absolute top-2 h-3 min-w-0.5 rounded-xs bg-accent-line"
            style={{ left: place(interval.low), right: place(-interval.high) }}
          />
        )}
        <span
          className="absolute top-0.5 h-6 w-1 -translate-x-1/2 rounded-full bg-accent"
          style={{ left: place(difference) }}
        />
      </div>
      <div className="mt-1 grid grid-cols-3 text-xs text-muted tabular-nums">
        <span>{formatScoreChange(-scale)} worse</span>
        <span className="text-center">0</span>
        <span className="text-right">better {formatScoreChange(scale)}</span>
      </div>
    </div>
  );
}
