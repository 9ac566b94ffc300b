import type { ComparisonVerdict, Verdict } from "@evalboard/contract";
import { formatScoreChange } from "@evalboard/format";
import { Equal, type LucideIcon, Scale, TrendingDown, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { Unknown } from "../kit/figure.tsx";

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
  readonly difference: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** How far the axis reaches to either side of 0; one for all that are to be compared. */
  readonly scale: number;
}

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

/** A verdict on a change, of runs or of items. */
type AnyVerdict = Verdict | ComparisonVerdict;

/** How a verdict looks everywhere: told apart by word and shape, not by colour alone. */
interface VerdictFace {
  readonly label: string;
  readonly meaning: string;
  readonly Icon: LucideIcon;
  readonly className: string;
}

const tooFew: VerdictFace = {
  label: "Too few",
  meaning: "A change of 0.1 of the mean score could have been missed more often than one time in five.",
  Icon: Scale,
  className: "bg-warn-soft text-warn",
};

const verdictFaces: Readonly<Record<AnyVerdict, VerdictFace>> = {
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
  const { label, meaning, Icon, className } = verdictFaces[verdict];
  return (
    <span
      title={meaning}
      className={`inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-medium whitespace-nowrap ${className}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {label}
    </span>
  );
}
