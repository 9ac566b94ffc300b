import type { PromptChange, StatsReport, SummaryFigures } from "@evalboard/contract";
import {
  bucketNames,
  formatClock,
  formatCost,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatRate,
  formatScore,
  formatScoreChange,
  formatWindow,
} from "@evalboard/format";
import { align, bar, sparkline } from "./text.ts";

/** One line of the board, and whether it names what stands below it. */
interface BoardLine {
  readonly text: string;
  readonly isHeading: boolean;
}

/** The board as lines of at most `LINE_WIDTH` characters; with bars for a terminal. */
export function boardLines(report: StatsReport, withBars: boolean): BoardLine[] {
  const { summary, topModels, hardestDatasets } = report;
  if (summary.runs === 0) return [heading(titleOf(report)), ...plain(["no run completed in this time"])];
  return [
    ...section(titleOf(report), summaryLines(report)),
    ...section(
      "Top models, by the lower end of the interval",
      figuresTable(topModels, { withBars, nameOf: ({ provider, name }) => `${provider}/${name}` }),
    ),
    ...section(
      "Hardest datasets, by the upper end of the interval",
      figuresTable(hardestDatasets, {
        withBars,
        nameOf: ({ name }) => name,
        last: ["models", ({ models }) => formatCount(models)],
      }),
    ),
    ...section("Prompt changes, within the same model and dataset", promptChangeLines(report)),
    ...section(`By ${report.window.unit}`, overTimeLines(report)),
  ].slice(0, -1);
}

function titleOf({ window, timeZone, generatedAt }: StatsReport): string {
  const asOf = formatClock(generatedAt, timeZone);
  return `${formatWindow(window, timeZone)} (${timeZone}), as of ${asOf}`;
}

function section(title: string, lines: readonly string[]): BoardLine[] {
  return [heading(title), ...plain(lines), ...plain([""])];
}

const heading = (text: string): BoardLine => ({ text, isHeading: true });
const plain = (lines: readonly string[]) => lines.map((text) => ({ text, isHeading: false }));

/** Most buckets that fit beside their figures; the newest are shown. */
const BUCKETS = 40;

/** Runs and mean latency as small bars, a character a bucket. */
function overTimeLines({ runsOverTime, latencyOverTime, window, timeZone }: StatsReport): string[] {
  const runs = runsOverTime.slice(-BUCKETS).map((bucket) => bucket.runs);
  const latencies = latencyOverTime.slice(-BUCKETS).map(({ meanMs }) => meanMs);
  const [first, last] = [runsOverTime.slice(-BUCKETS).at(0), runsOverTime.at(-1)];
  const names = bucketNames(window.unit, timeZone);
  const label = (bucket: typeof first) => (bucket ? names.label(bucket.from) : "");
  return [
    `runs     ${sparkline(runs)}  ${wordRange(runs, formatCount)}`,
    `latency  ${sparkline(latencies)}  ${wordRange(latencies, formatLatency)}, mean`,
    `         ${label(first)} to ${label(last)}`,
  ];
}

function wordRange(values: readonly (number | null)[], format: (value: number) => string): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "none measured";
  return `${format(Math.min(...known))} to ${format(Math.max(...known))}`;
}

/** A line a prompt: what its newest version did to the score, and how sure that is. */
function promptChangeLines({ promptChanges, testedPromptChanges }: StatsReport): string[] {
  if (promptChanges.length === 0) return ["no prompt was run in two versions"];
  const lines = align([
    ["", "verdict", "change", "95 % interval", "runs"],
    ...promptChanges.map((change) => [
      `${change.name} v${change.older.number} → v${change.newer.number}`,
      change.verdict,
      formatOrUnknown(change.difference, formatScoreChange),
      wordChangeInterval(change),
      `${formatCount(change.older.comparedRuns)} → ${formatCount(change.newer.comparedRuns)}`,
    ]),
  ]);
  const tooFew = promptChanges.filter(({ verdict }) => verdict === "too few runs");
  return [
    ...lines,
    ...tooFew.flatMap(wordDetectable),
    `tested at 5 %, corrected for ${formatCounted(testedPromptChanges, "tested prompt")} (Holm)`,
  ];
}

function wordChangeInterval({ differenceInterval: interval }: PromptChange): string {
  if (interval === null) return formatOrUnknown(null, formatScoreChange);
  return `${formatScoreChange(interval.low)} to ${formatScoreChange(interval.high)}`;
}

function wordDetectable({ name, detectableChange }: PromptChange): string[] {
  if (detectableChange === null) return [];
  return [`${name}: a change smaller than ${formatScore(detectableChange)} would likely not have shown`];
}

const summaryRows: readonly (readonly [string, (figures: SummaryFigures) => string])[] = [
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
function summaryLines({ summary, period }: StatsReport): string[] {
  const { previous } = summary;
  if (previous === null) return align(summaryRows.map(([name, word]) => [name, word(summary)]));
  return align([
    ["", "now", `${period} before`],
    ...summaryRows.map(([name, word]) => [name, word(summary), word(previous)]),
  ]);
}

/** Says so where it is the cost of some runs only. */
function wordCost({ costUsd, pricedRuns, runs }: SummaryFigures): string {
  const cost = formatOrUnknown(costUsd, formatCost);
  return costUsd === null || pricedRuns === runs ? cost : `${cost} of ${formatCount(pricedRuns)} runs`;
}

interface TableOptions<Row> {
  readonly withBars: boolean;
  readonly nameOf: (row: Row) => string;
  /** Heading and cell of a column after the others. */
  readonly last?: readonly [string, (row: Row) => string];
}

/** A line a row: its mean score with the interval, its runs and its rate of failed items. */
function figuresTable<Row extends SummaryFigures>(
  rows: readonly Row[],
  { withBars, nameOf, last }: TableOptions<Row>,
): string[] {
  const headings = ["", "score", ...(withBars ? [""] : []), "95 % interval", "runs", "failed"];
  return align([
    [...headings, ...(last ? [last[0]] : [])],
    ...rows.map((row) => [
      nameOf(row),
      formatOrUnknown(row.averageScore, formatScore),
      ...(withBars ? [bar(row.averageScore ?? 0)] : []),
      wordInterval(row.scoreInterval),
      formatCount(row.runs),
      formatOrUnknown(row.failureRate, formatRate),
      ...(last ? [last[1](row)] : []),
    ]),
  ]);
}

/** `0.900–0.923`. */
function wordInterval(interval: SummaryFigures["scoreInterval"]): string {
  return formatOrUnknown(
    interval?.low ?? null,
    (low) => `${formatScore(low)}–${formatScore(interval?.high ?? low)}`,
  );
}
