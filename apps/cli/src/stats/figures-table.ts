import type { SummaryFigures } from "@evalboard/contract";
import { formatCount, formatOrUnknown, formatRate, formatScore } from "@evalboard/format";
import { align } from "./align.ts";
import { bar } from "./bars.ts";

interface TableOptions<Row> {
  readonly withBars: boolean;
  readonly nameOf: (row: Row) => string;
  /** Heading and cell of a column after the others. */
  readonly last?: readonly [string, (row: Row) => string];
}

/** A line a row: its mean score with the interval, its runs and its rate of failed items. */
export function figuresTable<Row extends SummaryFigures>(
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
export function wordInterval(interval: SummaryFigures["scoreInterval"]): string {
  return formatOrUnknown(
    interval?.low ?? null,
    (low) => `${formatScore(low)}–${formatScore(interval?.high ?? low)}`,
  );
}
