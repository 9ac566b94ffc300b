import type { StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import { align } from "./align.ts";
import { wordInterval } from "./figures-table.ts";

const rows: readonly (readonly [string, (figures: SummaryFigures) => string])[] = [
  ["completed runs", ({ runs }) => formatCount(runs)],
  ["average score", ({ averageScore }) => formatOrUnknown(averageScore, formatScore)],
  ["  95 % interval", ({ scoreInterval }) => wordInterval(scoreInterval)],
  ["evaluated items", ({ items }) => formatCount(items)],
  ["  failed (score 0)", ({ failureRate }) => formatOrUnknown(failureRate, formatRate)],
  ["  errored (no score)", ({ errorRate }) => formatOrUnknown(errorRate, formatRate)],
  ["mean latency", ({ meanLatencyMs }) => formatOrUnknown(meanLatencyMs, formatLatency)],
  ["total cost", (figures) => wordCost(figures)],
];

/** The window's figures, and beside them those of the window before. */
export function summaryLines({ summary, period }: StatsReport): string[] {
  const { previous } = summary;
  if (previous === null) return align(rows.map(([name, word]) => [name, word(summary)]));
  return align([
    ["", "now", `${period} before`],
    ...rows.map(([name, word]) => [name, word(summary), word(previous)]),
  ]);
}

/** Says so where it is the cost of some runs only. */
function wordCost({ costUsd, pricedRuns, runs }: SummaryFigures): string {
  const cost = formatOrUnknown(costUsd, formatCost);
  return costUsd === null || pricedRuns === runs ? cost : `${cost} of ${formatCount(pricedRuns)} runs`;
}
