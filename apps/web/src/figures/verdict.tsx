import type { ComparisonVerdict, Verdict } from "@evalboard/contract";
import { formatScoreChange } from "@evalboard/format";
import { Equal, Scale, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Badge, type Face } from "../kit/badge.tsx";
import { Unknown } from "../kit/figure.tsx";
import { IntervalAxis } from "./interval-axis.tsx";

interface Change {
  readonly difference: number | null;
  readonly differenceInterval: { readonly low: number; readonly high: number } | null;
}

const halfWidths = [0.05, 0.1, 0.2, 0.5];

/** How far the one axis of several differences of scores reaches to either side of 0, so that it holds all intervals. */
export function differenceScale(changes: readonly Change[]): number {
  const farthest = Math.max(0, ...changes.map(reachOf));
  return halfWidths.find((half) => farthest <= half) ?? 1;
}

function reachOf({ difference, differenceInterval }: Change): number {
  const { low, high } = differenceInterval ?? { low: 0, high: 0 };
  return Math.max(Math.abs(difference ?? 0), Math.abs(low), Math.abs(high));
}

interface DifferenceWithIntervalProps {
  readonly change: Change;
  /** How far the axis reaches to either side of 0; one for all that are to be compared. */
  readonly scale: number;
}

/** A difference of mean scores, and on an axis with 0 in its middle its 95 % interval. */
export function DifferenceWithInterval({ change, scale }: DifferenceWithIntervalProps): ReactNode {
  const { difference, differenceInterval: interval } = change;
  if (difference === null) return <Unknown why="nothing to compare" />;
  return (
    <div className="grid grid-cols-[3.25rem_1fr] items-center gap-x-3 tabular-nums">
      <span className="font-medium">{formatScoreChange(difference)}</span>
      <IntervalAxis from={-scale} to={scale} value={difference} interval={interval} />
      <span className="col-span-full text-xs text-muted">
        {interval === null
          ? "no interval"
          : `95% CI ${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`}
      </span>
    </div>
  );
}

/** A verdict on a change, of runs or of items. */
type AnyVerdict = Verdict | ComparisonVerdict;

const tooFew: Face = {
  label: "Too few",
  meaning: "A change of 0.1 of the mean score could have been missed more often than one time in five.",
  Icon: Scale,
  className: "bg-warn-soft text-warn",
};

const verdictFaces: Readonly<Record<AnyVerdict, Face>> = {
  improved: {
    label: "Improved",
    meaning: "The mean score rose by more than chance explains, tested at 5%.",
    Icon: TrendingUp,
    className: "bg-good-soft text-good",
  },
  worse: {
    label: "Worse",
    meaning: "The mean score fell by more than chance explains, tested at 5%.",
    Icon: TrendingDown,
    className: "bg-bad-soft text-bad",
  },
  "no clear change": {
    label: "No clear change",
    meaning: "Chance explains the difference, and a change of 0.1 would most likely have been seen.",
    Icon: Equal,
    className: "bg-sunken text-ink",
  },
  "too few runs": { ...tooFew, label: "Too few runs" },
  "too few items": { ...tooFew, label: "Too few items" },
};

/** A verdict as an icon and a word. */
export function VerdictBadge({ verdict }: { readonly verdict: AnyVerdict }): ReactNode {
  const face = verdictFaces[verdict];
  return <Badge face={{ ...face, className: `rounded-full px-2.5 py-0.5 font-medium ${face.className}` }} />;
}
