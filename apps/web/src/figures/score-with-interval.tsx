import type { ScoreInterval } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import type { ReactNode } from "react";
import { Unknown } from "../ui/unknown.tsx";

type ScoreWithIntervalProps = {
  readonly score: number | null;
  readonly interval: ScoreInterval | null;
  readonly scoredRuns: number;
};

/** A mean score, and on a scale from 0 to 1 its 95 % interval as a band with the mean as a tick. */
export function ScoreWithInterval({ score, interval, scoredRuns }: ScoreWithIntervalProps): ReactNode {
  if (score === null) return <Unknown why="no scored runs" />;
  const words =
    interval === null
      ? `no interval: ${formatCounted(scoredRuns, "scored run")}`
      : `95% interval ${formatScore(interval.low)} to ${formatScore(interval.high)} over ${formatCounted(scoredRuns, "run")}`;
  return (
    <div className="flex items-center gap-3" title={words}>
      <span className="w-11 shrink-0 font-medium tabular-nums">{formatScore(score)}</span>
      <span aria-hidden className="relative h-4 min-w-0 flex-1">
        <span className="absolute inset-x-0 top-1.5 h-1 rounded-full bg-sunken" />
        {interval === null ? null : (
          <span
            className="absolute top-1 h-2 min-w-0.5 rounded-xs bg-accent-line"
            style={{ left: percent(interval.low), right: percent(1 - interval.high) }}
          />
        )}
        <span
          className="absolute top-0 h-4 w-0.5 -translate-x-1/2 rounded-full bg-accent"
          style={{ left: percent(score) }}
        />
      </span>
      <span className="sr-only">{words}</span>
    </div>
  );
}

function percent(share: number): string {
  return `${share * 100}%`;
}
