import type { PromptChange, StatsReport } from "@evalboard/contract";
import {
  bucketNames,
  formatClock,
  formatCount,
  formatCounted,
  formatLatency,
  formatOrUnknown,
  formatScore,
  formatScoreChange,
  formatWindow,
} from "@evalboard/format";
import { figuresTable, metricLines, summaryLines } from "./figures.ts";
import { cut } from "../output.ts";
import { align, LINE_WIDTH, sparkline } from "./text.ts";

/** One line of the board, and whether it names what stands below it. */
export interface BoardLine {
  readonly text: string;
  readonly isHeading: boolean;
}

interface BoardOptions {
  /** For a terminal. */
  readonly withBars: boolean;
  /** Which runs it is of, in words; null where it is of all. */
  readonly narrowedTo: string | null;
  /** The tags in which runs differ that are alike in all else, in words; null where there are none. */
  readonly averagedOver: string | null;
}

/** The board as lines of at most `LINE_WIDTH` characters. */
export function boardLines(
  report: StatsReport,
  { withBars, narrowedTo, averagedOver }: BoardOptions,
): BoardLine[] {
  const { summary, topModels, hardestDatasets, metrics } = report;
  const narrowed = narrowedTo === null ? [] : [`only runs with ${narrowedTo}`];
  const averaged =
    averagedOver === null ? [] : [cut(`averages over runs that differ in ${averagedOver}`, LINE_WIDTH)];
  if (summary.runs === 0) {
    return [heading(titleOf(report)), ...plain([...narrowed, "no run completed in this time"])];
  }
  return [
    ...section(titleOf(report), [...narrowed, ...averaged, ...summaryLines(report)]),
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
    ...(metrics.length === 0
      ? []
      : section("Metrics, means of the runs' means, those of the most runs first", metricLines(metrics))),
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
