import type { StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import { type Change, changeOf, type Comparison } from "./change.ts";
import type { Definition } from "./definitions.ts";
import { scoreTone } from "./score-tone.ts";

/** One card of the summary, ready to draw. */
export type SummaryFigure = {
  readonly title: string;
  readonly definition: Definition;
  readonly value: string;
  /** What the value rests on: its n, its interval. */
  readonly basis: string;
  /** Against the window before; null where there is nothing to compare with. */
  readonly change: Change | null;
  /** The value counts the runs that all of the cards rest on, and leads to them. */
  readonly countsRuns?: true;
};

/** The cards in their order. */
export function summaryFigures(summary: StatsReport["summary"]): SummaryFigure[] {
  const { previous } = summary;
  // Rates, latency and cost have no interval in the report: their changes are told, not judged.
  const change = (pick: (of: SummaryFigures) => number | null, by: Comparison) =>
    previous === null ? null : changeOf(pick(summary), pick(previous), by);
  return [
    {
      title: "Runs",
      definition: "runs",
      value: formatCount(summary.runs),
      basis: formatCounted(summary.items, "item"),
      change: change(({ runs }) => runs, "relative"),
      countsRuns: true,
    },
    {
      title: "Average score",
      definition: "averageScore",
      value: formatOrUnknown(summary.averageScore, formatScore),
      basis: intervalOf(summary),
      change:
        previous === null
          ? null
          : changeOf(summary.averageScore, previous.averageScore, "score", scoreTone(summary, previous)),
    },
    {
      title: "Failure rate",
      definition: "failureRate",
      value: formatOrUnknown(summary.failureRate, formatRate),
      basis: `${formatCount(summary.failedItems)} of ${formatCount(summary.items)}`,
      change: change(({ failureRate }) => failureRate, "rate"),
    },
    {
      title: "Error rate",
      definition: "errorRate",
      value: formatOrUnknown(summary.errorRate, formatRate),
      basis: `${formatCount(summary.erroredItems)} of ${formatCount(summary.items)}`,
      change: change(({ errorRate }) => errorRate, "rate"),
    },
    {
      title: "Mean latency",
      definition: "latency",
      value: formatOrUnknown(summary.meanLatencyMs, formatLatency),
      basis: `over ${formatCounted(summary.measuredRuns, "run")}`,
      change: change(({ meanLatencyMs }) => meanLatencyMs, "relative"),
    },
    {
      title: "Cost",
      definition: "cost",
      value: formatOrUnknown(summary.costUsd, formatCost),
      basis: `known for ${formatCounted(summary.pricedRuns, "run")}`,
      change: change(({ costUsd }) => costUsd, "relative"),
    },
  ];
}

function intervalOf({ scoreInterval, scoredRuns }: SummaryFigures): string {
  if (scoreInterval === null) return `over ${formatCounted(scoredRuns, "run")}`;
  return `95% CI ${formatScore(scoreInterval.low)}–${formatScore(scoreInterval.high)}`;
}
