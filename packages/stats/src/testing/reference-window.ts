import type { BucketUnit, ComparedSummary, Period, ReportHead } from "@evalboard/contract";
import { isNamedPeriod } from "@evalboard/contract/words";
import { firstMinuteOf, plusDays, wallClock } from "@evalboard/facts/testing";
import type { Uncertainty } from "@evalboard/inference";
import type { BoardRun } from "./board.ts";
import { asCalled, calledVersions, type CalledVersion, type Names, ownNames } from "./names.ts";
import { filterOf, isAskedFor, narrowedAsCalled, type NarrowedTo, noNarrowing } from "./narrowed-to.ts";
import { referenceLatencyChange, referenceScoreChange } from "./reference-changes.ts";
import { referenceFigures } from "./reference-figures.ts";
import { itemsOf, type KnownItem } from "./reference-items.ts";
import { referenceRunsOf } from "./reference-ranks.ts";
import { oracleWindow } from "./window-oracle.ts";

/** A board and what is asked of it. */
export interface Asked {
  readonly board: readonly BoardRun[];
  readonly request: { readonly period: Period; readonly now: Date; readonly timeZone: string };
  /** Where nothing is said, every name stands for itself. */
  readonly names?: Names;
  readonly narrowedTo?: NarrowedTo;
  /** Whether there are facts, by which the history of what is compared is known. */
  readonly areFactsKnown?: boolean;
}

/**
 * What was asked of a board, and its completed runs in the window, in the one before and in each bucket, all of them those
 * that are asked for, as they are called.
 */
export interface ReferenceWindow {
  readonly head: ReportHead;
  readonly runs: readonly BoardRun[];
  /** The items of what they ran, by the answers of all runs of that. */
  readonly items: readonly KnownItem[];
  /** What whole runs vary beyond the noise of their answers. */
  readonly ofRuns: Uncertainty;
  readonly before: readonly BoardRun[] | null;
  /** Where both windows begin and end; null for `all`, which has none before it. */
  readonly window: { from: Date; to: Date; previous: { from: Date; to: Date } | null };
  /** Those that are asked for, whenever they completed. */
  readonly ofAllTime: readonly BoardRun[];
  /** All completed runs of the board. */
  readonly whole: readonly BoardRun[];
  readonly areFactsKnown: boolean;
  readonly buckets: readonly { from: string; to: string; runs: readonly BoardRun[] }[];
  readonly versions: readonly CalledVersion[];
}

/** The window that a request means, looked up in the slow oracle. */
export function referenceWindow({
  board,
  request: { period, now, timeZone },
  names = ownNames,
  narrowedTo = noNarrowing,
  areFactsKnown = false,
}: Asked): ReferenceWindow {
  const completed = board.filter((run) => run.status === "completed" && run.limited !== true);
  const inOrder = completed.map((run) => run.at).toSorted((a, b) => a.getTime() - b.getTime());
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  const { unit, edges } = oracleWindow(period, now, timeZone, first && last ? { first, last } : null);
  const from = edges[0]!;
  const to = edges.at(-1)!;
  const narrowed = narrowedAsCalled(narrowedTo, names);
  const whole = asCalled(completed, names);
  const askedFor = whole.filter((run) => isAskedFor(run, narrowed, names));
  const runs = between(askedFor, from, to);
  const items = itemsOf(runs, whole);
  const previous =
    period === "all" ? null : { from: startBefore(period, from, edges, unit, timeZone), to: from };
  return {
    head: {
      period,
      where: filterOf(narrowed),
      window: { from: from.toISOString(), to: to.toISOString(), unit },
      timeZone,
      generatedAt: now.toISOString(),
      freshForMs: 60_000,
      stale: false,
      firstCompletedAt: first?.toISOString() ?? null,
    },
    runs,
    items,
    ofRuns: referenceRunsOf(runs, items, askedFor),
    window: { from, to, previous },
    ofAllTime: askedFor,
    whole,
    areFactsKnown,
    before: previous && between(askedFor, previous.from, previous.to),
    buckets: edges.slice(1).map((end, index) => ({
      from: edges[index]!.toISOString(),
      to: end.toISOString(),
      runs: between(askedFor, edges[index]!, end),
    })),
    versions: calledVersions(names),
  };
}

/** The figures of the window and of the one before it, and what changed. */
export function referenceSummary({ runs, items, ofRuns, before, whole }: ReferenceWindow): ComparedSummary {
  const current = referenceFigures(runs, { items, ofRuns });
  if (!before) return { ...current, previous: null, scoreChange: null, latencyChange: null };
  const previous = referenceFigures(before, { items: itemsOf(before, whole), ofRuns });
  return {
    ...current,
    previous,
    scoreChange: referenceScoreChange(runs, before),
    latencyChange: referenceLatencyChange(runs, before),
  };
}

function between(runs: readonly BoardRun[], from: Date, to: Date): BoardRun[] {
  return runs.filter((run) => run.at >= from && run.at < to);
}

/** The window before is the one that was asked for just before this one began. */
function startBefore(
  period: Exclude<Period, "all">,
  from: Date,
  edges: Date[],
  unit: BucketUnit,
  timeZone: string,
): Date {
  const buckets = edges.length - 1;
  if (unit === "hour") return new Date(from.getTime() - buckets * 3_600_000);
  if (isNamedPeriod(period))
    return oracleWindow(period, new Date(from.getTime() - 1), timeZone, null).edges[0]!;
  const clock = wallClock(timeZone);
  const { date } = clock(from);
  if (unit !== "month") return firstMinuteOf(plusDays(date, -buckets * (unit === "week" ? 7 : 1)), clock);
  const [year, month] = date.split("-").map(Number) as [number, number];
  return firstMinuteOf(new Date(Date.UTC(year, month - 1 - buckets, 1)).toISOString().slice(0, 10), clock);
}
