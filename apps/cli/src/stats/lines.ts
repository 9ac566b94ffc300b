import type { RankedDataset, RankedModel, StatsReport } from "@evalboard/contract";
import {
  answerSentences,
  bucketNames,
  formatClock,
  formatCount,
  formatCounted,
  formatLatency,
  formatWindow,
} from "@evalboard/format";
import { metricLines, rankedTable, summaryLines } from "./figures.ts";
import { cut } from "../output.ts";
import { promptChangeLines } from "./prompt-changes.ts";
import { LINE_WIDTH, sparkline, wrap } from "./text.ts";

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
  const answers = Object.values(answerSentences(report.answers)).flatMap((sentence) => wrap(sentence));
  return [
    ...section(titleOf(report), [...narrowed, ...averaged, ...answers]),
    ...section("Figures", summaryLines(report)),
    ...section("Top models, by the score adjusted for the datasets that each was run on", [
      ...rankedTable(topModels, { withBars, nameOf: nameOfModel }),
      ...topModels.flatMap(modelApart),
    ]),
    ...section("Hardest datasets, by the score adjusted for the models that ran each", [
      ...rankedTable(hardestDatasets, {
        withBars,
        nameOf: ({ name }) => name,
        last: ["models", ({ models }) => formatCount(models)],
      }),
      ...hardestDatasets.flatMap(datasetApart),
      ...hardestDatasets.filter(({ saturated }) => saturated).flatMap(wordSaturated),
    ]),
    ...(metrics.length === 0
      ? []
      : section("Metrics, means of the runs' means, those of the most runs first", metricLines(metrics))),
    ...section("Prompt changes, within the same model and dataset", promptChangeLines(report)),
    ...section(`By ${report.window.unit}`, overTimeLines(report)),
  ].slice(0, -1);
}

const nameOfModel = ({ provider, name }: Pick<RankedModel, "provider" | "name">) => `${provider}/${name}`;

/** Why it has no place, and what would give it one; nothing of one that has. */
function modelApart(model: RankedModel): string[] {
  if (model.apart === null) return [];
  const { reason, join } = model.apart;
  const why = reason === "shares no dataset" ? "shares no dataset with the others" : "ran one dataset alone";
  return wrap(
    `${nameOfModel(model)} is not ranked: it ${why}${join ? `; run it on ${join.name} as well` : ""}`,
  );
}

function datasetApart({ name, apart }: RankedDataset): string[] {
  if (apart === null) return [];
  const { reason, join } = apart;
  const why =
    reason === "shares no dataset" ? "shares no model with the others" : "was run by one model alone";
  return wrap(`${name} is not ranked: it ${why}${join ? `; run ${nameOfModel(join)} on it as well` : ""}`);
}

function wordSaturated({ name, silentItems, comparedItems }: RankedDataset): string[] {
  const silent = `${formatCount(silentItems)} of ${formatCounted(comparedItems, "item")}`;
  return wrap(`${name} is saturated: ${silent} that were compared tell no models apart`);
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
