import type { StatsReport } from "@evalboard/contract";
import { formatClock, formatCount, formatWindow } from "@evalboard/format";
import { figuresTable } from "./figures-table.ts";
import { overTimeLines } from "./over-time-lines.ts";
import { promptChangeLines } from "./prompt-change-lines.ts";
import { summaryLines } from "./summary-lines.ts";

/** One line of the board, and whether it names what stands below it. */
export interface BoardLine {
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
