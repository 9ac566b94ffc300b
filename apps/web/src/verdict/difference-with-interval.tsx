import { formatScoreChange } from "@evalboard/format";
import type { ReactNode } from "react";
import { Unknown } from "../ui/unknown.tsx";

type DifferenceWithIntervalProps = {
  readonly difference: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How far the axis reaches to either side of 0; one for all that are to be compared. */
  readonly scale: number;
};

/** A difference of mean scores, and on an axis with 0 in its middle the 95 % interval as a band with the difference as a tick. */
export function DifferenceWithInterval({
  difference,
  interval,
  scale,
}: DifferenceWithIntervalProps): ReactNode {
  if (difference === null) return <Unknown why="nothing to compare" />;
  const place = (value: number): string => `${((value + scale) / (2 * scale)) * 100}%`;
  return (
    <div className="grid grid-cols-[3.25rem_1fr] items-center gap-x-3 tabular-nums">
      <span className="font-medium">{formatScoreChange(difference)}</span>
      <span aria-hidden className="relative h-4 min-w-0">
        <span className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-sunken" />
        <span className="absolute -top-0.5 left-1/2 h-5 w-px -translate-x-1/2 bg-muted" />
        {interval === null ? null : (
          <span
            className="absolute top-1 h-2 min-w-0.5 rounded-xs bg-accent-line"
            style={{ left: place(interval.low), right: place(-interval.high) }}
          />
        )}
        <span
          className="absolute top-0 h-4 w-0.5 -translate-x-1/2 rounded-full bg-accent"
          style={{ left: place(difference) }}
        />
      </span>
      <span className="col-span-full text-xs text-muted">
        {interval === null
          ? "no interval"
          : `95% CI ${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`}
      </span>
    </div>
  );
}
