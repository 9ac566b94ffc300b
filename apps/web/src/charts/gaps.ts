import type { ReportHead } from "@evalboard/contract";
import { formatCounted, formatWindow } from "@evalboard/format";
import type { Data } from "./canvas.tsx";
import type { ChartColors } from "./chart.tsx";

/** So many empty buckets in a row become one gap, where a chart has more than `FOLDED_FROM` of them. */
const LONGEST_STRETCH = 10;
const FOLDED_FROM = 40;

/** What a stretch of empty buckets says of itself. */
export interface GapWords {
  /** How long it is: `31 weeks`. */
  readonly length: string;
  /** The same, and what is not there: `31 weeks without runs`. */
  readonly words: string;
  /** Its first and last day: `Feb 2 – Sep 6, 2026`. */
  readonly span: string;
}

/** One step of a chart's time axis: a bucket, or a stretch of empty ones, which is drawn as one. */
export interface Step {
  /** Which bucket of the report it is, or the first of the stretch. */
  readonly index: number;
  /** Null of a bucket. */
  readonly gap: GapWords | null;
}

/** The axis of the bars that stand for stretches: each is as high as the chart. */
export const GAP_AXIS = "gaps";

interface Bucket {
  readonly from: string;
  readonly to: string;
}

/** The steps of a chart: a bucket each, but long stretches of empty ones become one. `missing` is what they have none of: `runs`. */
export function foldGaps<One extends Bucket>(
  buckets: readonly One[],
  isEmpty: (bucket: One) => boolean,
  missing: string,
  { window: { unit }, timeZone }: Pick<ReportHead, "window" | "timeZone">,
): Step[] {
  const plain = buckets.map((_bucket, index): Step => ({ index, gap: null }));
  if (buckets.length <= FOLDED_FROM) return plain;
  const steps: Step[] = [];
  let index = 0;
  while (index < buckets.length) {
    const [first, length] = [buckets[index], emptyFrom(buckets, index, isEmpty)];
    const last = buckets[index + length - 1];
    if (length < LONGEST_STRETCH || first === undefined || last === undefined) {
      steps.push(...plain.slice(index, index + Math.max(1, length)));
    } else {
      const long = formatCounted(length, unit);
      const span = formatWindow({ from: first.from, to: last.to, unit }, timeZone);
      steps.push({ index, gap: { length: long, words: `${long} without ${missing}`, span } });
    }
    index += Math.max(1, length);
  }
  // A window without anything is no gap between two things.
  return steps.length === 1 ? plain : steps;
}

/** How many buckets in a row are empty, from one of them on. */
function emptyFrom<One>(buckets: readonly One[], start: number, isEmpty: (bucket: One) => boolean): number {
  const end = buckets.findIndex((bucket, index) => index >= start && !isEmpty(bucket));
  return (end === -1 ? buckets.length : end) - start;
}

/** The words of the gaps among the steps; undefined where there are none. */
export function gapsOf(steps: readonly Step[]): readonly (GapWords | null)[] | undefined {
  const gaps = steps.map(({ gap }) => gap);
  return gaps.every((gap) => gap === null) ? undefined : gaps;
}

/** A bar for each gap, as high as the chart and beside no other. */
export function gapBars(
  gaps: readonly (GapWords | null)[],
  { line }: Pick<ChartColors, "line">,
): Data["datasets"][number] {
  return {
    type: "bar",
    label: "Gap",
    yAxisID: GAP_AXIS,
    data: gaps.map((gap) => (gap === null ? null : 1)),
    backgroundColor: line,
    hoverBackgroundColor: line,
    grouped: false,
    categoryPercentage: 1,
    barPercentage: 0.9,
  };
}
