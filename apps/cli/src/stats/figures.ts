import type { MetricFigures, StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatMetric,
  formatOrUnknown,
  formatRate,
  formatScore,
} from "@evalboard/format";
import { align, bar } from "./text.ts";

const summaryRows: readonly (readonly [string, (figures: SummaryFigures) => string])[] = [
  ["completed runs", ({ runs }) => formatCount(runs)],
  ["average score", ({ averageScore }) => formatOrUnknown(averageScore, formatScore)],
  ["  95 % interval", ({ scoreInterval }) => wordInterval(scoreInterval, formatScore)],
  ["pass rate", (figures) => wordPassRate(figures)],
  ["  95 % interval", ({ passInterval }) => wordInterval(passInterval, formatRate)],
  ["evaluated items", ({ items }) => formatCount(items)],
  ["  errored (call broke)", ({ errorRate }) => formatOrUnknown(errorRate, formatRate)],
  ["  not scored yet", ({ unscoredItems }) => formatCount(unscoredItems)],
  ["mean latency", (figures) => wordEffort(figures, "measuredItems", figures.meanLatencyMs, formatLatency)],
  ["cost, list price", (figures) => wordEffort(figures, "pricedItems", figures.costUsd, formatCost)],
  ["  spent", (figures) => wordSpent(figures)],
];

/** The window's figures, and beside them those of the window before. */
export function summaryLines({ summary, period }: StatsReport): string[] {
  const { previous } = summary;
  if (previous === null) return align(summaryRows.map(([name, word]) => [name, word(summary)]));
  return align([
    ["", "now", `${period} before`],
    ...summaryRows.map(([name, word]) => [name, word(summary), word(previous)]),
  ]);
}

/** `95.0% of 1,140`, the items that were scored. */
function wordPassRate({ passRate, scoredItems }: SummaryFigures): string {
  return formatOrUnknown(passRate, (rate) => `${formatRate(rate)} of ${formatCount(scoredItems)}`);
}

/** Says of how many items the figure is, where it is not of all. */
function wordEffort(
  figures: SummaryFigures,
  n: "measuredItems" | "pricedItems",
  value: number | null,
  format: (value: number) => string,
): string {
  const text = formatOrUnknown(value, format);
  return value === null || figures[n] === figures.items
    ? text
    : `${text} of ${formatCounted(figures[n], "item")}`;
}

/** Known of runs whose tool tells cached answers from others. */
function wordSpent({ spentUsd, spentRuns, runs }: SummaryFigures): string {
  const text = formatOrUnknown(spentUsd, formatCost);
  return spentUsd === null || spentRuns === runs ? text : `${text} of ${formatCounted(spentRuns, "run")}`;
}

/** A line a metric, on a scale that is its own. */
export function metricLines(metrics: readonly MetricFigures[]): string[] {
  return align([
    ["", "mean", "95 % interval", "runs", "items", "better"],
    ...metrics.map(({ name, mean, interval, runs, items, higherIsBetter }) => [
      name,
      mean === null ? "words" : formatMetric(mean),
      wordInterval(interval, formatMetric, " to "),
      formatCount(runs),
      formatCount(items),
      higherIsBetter === null ? "not said" : higherIsBetter ? "higher" : "lower",
    ]),
  ]);
}

interface TableOptions<Row> {
  readonly withBars: boolean;
  readonly nameOf: (row: Row) => string;
  /** Heading and cell of a column after the others. */
  readonly last?: readonly [string, (row: Row) => string];
}

/** A line a row: its mean score with the interval, its runs and its pass rate with its n. */
export function figuresTable<Row extends SummaryFigures>(
  rows: readonly Row[],
  { withBars, nameOf, last }: TableOptions<Row>,
): string[] {
  const headings = ["", "score", ...(withBars ? [""] : []), "95 % interval", "runs", "pass rate"];
  return align([
    [...headings, ...(last ? [last[0]] : [])],
    ...rows.map((row) => [
      nameOf(row),
      formatOrUnknown(row.averageScore, formatScore),
      ...(withBars ? [bar(row.averageScore ?? 0)] : []),
      wordInterval(row.scoreInterval, formatScore),
      formatCount(row.runs),
      wordPassRate(row),
      ...(last ? [last[1](row)] : []),
    ]),
  ]);
}

/** `0.900–0.923`, `80.1%–85.9%`; of what may be below 0 with a word between. */
function wordInterval(
  interval: { readonly low: number; readonly high: number } | null,
  format: (value: number) => string,
  between = "–",
): string {
  return formatOrUnknown(
    interval?.low ?? null,
    (low) => `${format(low)}${between}${format(interval?.high ?? low)}`,
  );
}
