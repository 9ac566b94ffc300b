import type { LatencyVerdict, StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatExactCost,
  formatExactLatency,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatRelativeChange,
  formatScore,
  formatScoreChange,
} from "@evalboard/format";
import type { Definition } from "../kit/definitions.ts";
import { type Change, changeOf, changeOfText, type Comparison, type Tone } from "./change.tsx";

/** One card of the summary, ready to draw. */
export interface SummaryFigure {
  readonly title: string;
  readonly definition: Definition;
  readonly value: string;
  /** The same to its last digit, where the value is rounded; undefined where it is unknown. */
  readonly exact?: string | undefined;
  /** What the value rests on, a line each: its interval, its n. */
  readonly basis: readonly string[];
  /** Against the window before; null where there is nothing to compare with. */
  readonly change: Change | null;
  /** The interval of the change, which stands beside it. */
  readonly range?: string | null;
  /** What the change rests on, a line each. */
  readonly notes?: readonly string[];
  /** The value counts the runs that all of the cards rest on, and leads to them. */
  readonly countsRuns?: true;
}

/** The cards in their order. */
export function summaryFigures(summary: StatsReport["summary"]): SummaryFigure[] {
  const { previous } = summary;
  // Of these it is not known whether the mix of what was run made the change: it is told, not judged.
  const change = (pick: (of: SummaryFigures) => number | null, by: Comparison) =>
    previous === null ? null : changeOf(pick(summary), pick(previous), by);
  return [
    {
      title: "Runs",
      definition: "runs",
      value: formatCount(summary.runs),
      basis: [formatCounted(summary.items, "item"), ...unscoredOf(summary)],
      change: change(({ runs }) => runs, "relative"),
      countsRuns: true,
    },
    {
      title: "Average score",
      definition: "averageScore",
      value: formatOrUnknown(summary.averageScore, formatScore),
      basis: scoreBasis(summary),
      ...scoreChangeOf(summary),
    },
    {
      title: "Pass rate",
      definition: "passRate",
      value: formatOrUnknown(summary.passRate, formatRate),
      basis: passBasis(summary),
      change: change(({ passRate }) => passRate, "rate"),
    },
    {
      title: "Error rate",
      definition: "errorRate",
      value: formatOrUnknown(summary.errorRate, formatRate),
      basis: [`${formatCount(summary.erroredItems)} of ${formatCount(summary.items)}`],
      change: change(({ errorRate }) => errorRate, "rate"),
    },
    {
      title: "Mean latency",
      definition: "latency",
      value: formatOrUnknown(summary.meanLatencyMs, formatLatency),
      ...exactOf(summary.meanLatencyMs, formatExactLatency),
      basis: [`over ${formatCounted(summary.measuredRuns, "run")}`],
      ...latencyChangeOf(summary),
    },
    {
      title: "Cost",
      definition: "cost",
      value: formatOrUnknown(summary.costUsd, formatCost),
      ...exactOf(summary.costUsd, formatExactCost),
      basis: [`list price of ${formatCounted(summary.pricedRuns, "run")}`, ...spentOf(summary)],
      change: change(({ costUsd }) => costUsd, "relative"),
    },
  ];
}

function exactOf(value: number | null, format: (value: number) => string): Pick<SummaryFigure, "exact"> {
  return value === null ? {} : { exact: format(value) };
}

type ChangeOfFigure = Pick<SummaryFigure, "change" | "range" | "notes">;

interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Also on the page of one model or dataset, where the other side alone can be another. */
const within = "within the same pairs of model and dataset";

/** What the score did within the same models and datasets, and beside it what the mix of those that were run did. */
function scoreChangeOf({ scoreChange, previous }: StatsReport["summary"]): ChangeOfFigure {
  if (scoreChange === null || previous?.averageScore == null) return { change: null };
  const { within: difference, interval, mix } = scoreChange;
  if (difference === null) return { change: null, notes: ["no model ran the same dataset before"] };
  const mixText = mix === null ? null : formatScoreChange(mix);
  return {
    change: changeOfText(formatScoreChange(difference), toneOf(interval)),
    range: rangeOf(interval, formatScoreChange),
    notes: [
      within,
      ...(mixText === null || mixText === formatScoreChange(0)
        ? []
        : [`mix ${mixText}: other pairs were run`]),
    ],
  };
}

function rangeOf(interval: Interval | null, format: (value: number) => string): string | null {
  return interval && `[${format(interval.low)}, ${format(interval.high)}]`;
}

/** Whether a change is more than chance explains, and which way it went. */
function toneOf(interval: Interval | null): Tone {
  if (interval === null) return "neutral";
  if (interval.low > 0) return "good";
  return interval.high < 0 ? "bad" : "neutral";
}

const latencyTones: Readonly<Record<LatencyVerdict, Tone>> = {
  faster: "good",
  slower: "bad",
  "no clear change": "neutral",
  "too little to say": "neutral",
};

/** What latency did within the same models and datasets, and whose moved most. */
function latencyChangeOf({ latencyChange, previous }: StatsReport["summary"]): ChangeOfFigure {
  if (latencyChange === null || previous?.meanLatencyMs == null) return { change: null };
  const { ratio, interval, verdict, mostMoved } = latencyChange;
  if (ratio === null) return { change: null, notes: ["no model ran the same dataset before"] };
  const change = (of: number): string => formatRelativeChange(of - 1);
  return {
    change: changeOfText(change(ratio), latencyTones[verdict]),
    range: rangeOf(interval, change),
    notes: [
      `${verdict} ${within}`,
      ...(mostMoved === null || mostMoved.ratio === ratio
        ? []
        : [`most by ${mostMoved.name}, ${change(mostMoved.ratio)}`]),
    ],
  };
}

/** An interval of a mean over runs, and how many they are. */
function scoreBasis({ scoreInterval, scoredRuns }: SummaryFigures): string[] {
  const n = `average of ${formatCounted(scoredRuns, "run")}`;
  if (scoreInterval === null) return [n];
  return [`95% CI ${formatScore(scoreInterval.low)}–${formatScore(scoreInterval.high)}`, n];
}

function passBasis({ passInterval, passedItems, scoredItems }: SummaryFigures): string[] {
  const n = `${formatCount(passedItems)} of ${formatCount(scoredItems)}`;
  if (passInterval === null) return [n];
  return [`95% CI ${formatRate(passInterval.low)}–${formatRate(passInterval.high)}`, n];
}

function unscoredOf({ unscoredItems }: SummaryFigures): string[] {
  return unscoredItems === 0 ? [] : [`${formatCount(unscoredItems)} not scored`];
}

/** What was spent, where it is not the list price: of fewer runs, where not all tell cached answers from others. */
function spentOf({ spentUsd, costUsd, spentRuns }: SummaryFigures): string[] {
  if (spentUsd === null || spentUsd === costUsd) return [];
  return [`${formatCost(spentUsd)} without cached answers, of ${formatCounted(spentRuns, "run")}`];
}
