import type { ScoreInterval } from "@evalboard/contract";
import type { ReactNode } from "react";

interface IntervalAxisProps {
  /** The ends of the axis. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** On an axis a 95 % interval as a band and its value as a tick, and where the axis has a 0 within, a line there. Words beside it say the same. */
export function IntervalAxis({ from, to, value, interval }: IntervalAxisProps): ReactNode {
  const place = (at: number): string => `${((within(at) - from) / (to - from)) * 100}%`;
  // An adjusted score may lie a little beyond the scale.
  const within = (at: number): number => Math.min(to, Math.max(from, at));
  return (
    <span aria-hidden className="relative h-4 min-w-0 flex-1">
      <span className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-track" />
      {from < 0 ? (
        <span className="absolute -top-0.5 h-5 w-px -translate-x-1/2 bg-muted" style={{ left: place(0) }} />
      ) : null}
      {interval === null ? null : (
        <span
          className="absolute top-1 h-2 min-w-0.5 rounded-xs bg-accent-line"
          style={{ left: place(interval.low), right: place(from + to - interval.high) }}
        />
      )}
      <span
        className="absolute top-0 h-4 w-0.5 -translate-x-1/2 rounded-full bg-accent"
        style={{ left: place(value) }}
      />
    </span>
  );
}

/** `95% interval 0.412 to 0.611`. */
export function rangeWords(interval: ScoreInterval | null, format: (value: number) => string): string {
  return interval === null
    ? "no interval"
    : `95% interval ${format(interval.low)} to ${format(interval.high)}`;
}
