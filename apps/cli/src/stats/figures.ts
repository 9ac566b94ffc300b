import type {
  LatencyChange,
  MetricFigures,
  RankedDataset,
  RankedModel,
  ScoreChange,
  StatsReport,
  SummaryFigures,
} from "@evalboard/contract";
import { isNamedPeriod } from "@evalboard/contract/words";
import {
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatMetric,
  formatOrUnknown,
  formatRate,
  formatRelativeChange,
  formatScore,
  formatScoreChange,
  UNKNOWN,
} from "@evalboard/format";
import { lengthOf } from "../output.ts";
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

/** The window's figures, beside them those of the window before, and what changed where something compares. */
export function summaryLines({ summary, period }: StatsReport): string[] {
  const { previous, scoreChange, latencyChange } = summary;
  if (previous === null) return align(summaryRows.map(([name, word]) => [name, word(summary)]));
  const changes = [...scoreRows(scoreChange), ...latencyRows(latencyChange)];
  return [
    ...align([
      isNamedPeriod(period) ? ["", "now", `${period} before`] : ["", "then", "as long before"],
      ...summaryRows.map(([name, word]) => [name, word(summary), word(previous)]),
    ]),
    ...(changes.length === 0
      ? []
      : align([["within the same model and dataset", "change", "95 % interval", "pairs"], ...changes])),
  ];
}

function scoreRows(change: ScoreChange | null): string[][] {
  if (change === null || change.pairs === 0) return [];
  const { within, interval, pairs, mix } = change;
  const range = wordInterval(interval, formatScoreChange, " to ");
  return [
    ["average score", formatOrUnknown(within, formatScoreChange), range, formatCount(pairs)],
    ["  the rest, by what was run", formatOrUnknown(mix, formatScoreChange)],
  ];
}

function latencyRows(change: LatencyChange | null): string[][] {
  if (change === null || change.pairs === 0) return [];
  const { ratio, interval, pairs } = change;
  const format = (value: number) => formatRelativeChange(value - 1);
  const range = wordInterval(interval, format, " to ");
  return [["mean latency", formatOrUnknown(ratio, format), range, formatCount(pairs)]];
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
  /** For a terminal, where the names leave room. */
  readonly withBars: boolean;
  readonly nameOf: (row: Row) => string;
  /** Heading and cell of a column after the others. */
  readonly last?: readonly [string, (row: Row) => string];
}

/** Longest name beside which there is room for bars. */
const NAME_BESIDE_BARS = 19;

/**
 * A line a row: its adjusted score with interval and place, the mean of its runs, the share of its answers that passed, and
 * its runs.
 */
export function rankedTable<Row extends RankedModel | RankedDataset>(
  rows: readonly Row[],
  { withBars, nameOf, last }: TableOptions<Row>,
): string[] {
  const isRoomy = withBars && rows.every((row) => lengthOf(nameOf(row)) <= NAME_BESIDE_BARS);
  const headings = ["", "score", ...(isRoomy ? [""] : []), "95 %", "place", "mean", "passed", "runs"];
  return align([
    [...headings, ...(last ? [last[0]] : [])],
    ...rows.map((row) => [
      nameOf(row),
      formatOrUnknown(row.adjustedScore, formatScore),
      ...(isRoomy ? [row.adjustedScore === null ? "" : bar(row.adjustedScore)] : []),
      wordInterval(row.adjustedInterval, formatScore),
      wordPlace(row.rankRange),
      formatOrUnknown(row.averageScore, formatScore),
      formatOrUnknown(row.passRate, formatRate),
      formatCount(row.runs),
      ...(last ? [last[1](row)] : []),
    ]),
  ]);
}

/** `1`, `2–4`. */
function wordPlace(range: RankedModel["rankRange"]): string {
  if (range === null) return UNKNOWN;
  return range.best === range.worst ? `${range.best}` : `${range.best}–${range.worst}`;
}

/** `0.900–0.923`, `80.1%–85.9%`; of what may be below 0 with a word between. */
export function wordInterval(
  interval: { readonly low: number; readonly high: number } | null,
  format: (value: number) => string,
  between = "–",
): string {
  return formatOrUnknown(
    interval?.low ?? null,
    (low) => `${format(low)}${between}${format(interval?.high ?? low)}`,
  );
}
