import type { RunsSearch } from "../address/runs.ts";
import type { Data } from "./canvas.tsx";
import type { ChartColors } from "./chart.tsx";
import { gapBars, type GapWords } from "./gaps.ts";
import { BAR } from "./options.ts";

/** The colours of lines, each also as the stroke of its mark in a legend. */
export const strokes = {
  accent: "stroke-accent",
  muted: "stroke-muted",
  accentLine: "stroke-accent-line",
  errored: "stroke-errored",
  series1: "stroke-series-1",
  series2: "stroke-series-2",
  series3: "stroke-series-3",
  series4: "stroke-series-4",
  series5: "stroke-series-5",
} as const satisfies Partial<Record<keyof ChartColors, string>>;

/** The colours of lines that are alike in kind, in their order, and the same as a filled dot. */
export const alike = [
  { color: "series1", dot: "bg-series-1" },
  { color: "series2", dot: "bg-series-2" },
  { color: "series3", dot: "bg-series-3" },
  { color: "series4", dot: "bg-series-4" },
  { color: "series5", dot: "bg-series-5" },
] as const satisfies readonly { color: keyof typeof strokes; dot: string }[];

interface Drawn<Bucket> {
  readonly label: string;
  /** Its name in the legend; a chart without any says there what its buckets are. */
  readonly legend?: string;
  /** What a value rests on, after it in the tooltip: `480 items in 12 runs`. */
  readonly basis?: (bucket: Bucket) => string | null;
  /** Which runs of a bucket it is of, where not of all. */
  readonly runs?: RunsSearch;
}

/** What is drawn of each bucket, null where there is nothing to show: a bar, an interval as a band, or a line. */
export type Series<Bucket> =
  | (Drawn<Bucket> & { readonly shape: "bar"; readonly value: (bucket: Bucket) => number | null })
  | (Drawn<Bucket> & {
      readonly shape: "band";
      readonly value: (bucket: Bucket) => { readonly low: number; readonly high: number } | null;
    })
  | (Drawn<Bucket> & {
      readonly shape: "line";
      readonly value: (bucket: Bucket) => number | null;
      readonly color: keyof typeof strokes;
      readonly width: number;
      readonly dash?: readonly number[];
      /** Its name stands at its end, in the place of a legend. */
      readonly isNamed?: boolean;
      /** What lies between it and another line, which is told by its place among the series, is filled. */
      readonly fillTo?: number;
    });

/** Whether nothing is drawn of a bucket. */
export function isEmptyOf<Bucket>(series: readonly Series<Bucket>[], bucket: Bucket): boolean {
  return series.every((one) => {
    const value = one.value(bucket);
    return value === null || (one.shape === "bar" && value === 0);
  });
}

interface Marked {
  /** Of each step that stands for a gap its words; not said where there is none. */
  readonly gaps?: readonly (GapWords | null)[] | undefined;
  /** The step that has not ended yet, which looks unlike those that have; -1 where all have. */
  readonly unfinished?: number;
}

/** What Chart.js draws of the buckets, whose names are `labels`; those that stand for a gap are a bar as high as the chart. */
export function timeChartData<Bucket>(
  series: readonly Series<Bucket>[],
  buckets: readonly Bucket[],
  labels: readonly string[],
  colors: ChartColors,
  { gaps, unfinished = -1 }: Marked = {},
): Data {
  const datasets = series.map((one) => datasetOf(one, buckets, colors, unfinished));
  if (gaps !== undefined) datasets.push(gapBars(gaps, colors));
  return { labels: [...labels], datasets };
}

function datasetOf<Bucket>(
  series: Series<Bucket>,
  buckets: readonly Bucket[],
  colors: ChartColors,
  unfinished: number,
): Data["datasets"][number] {
  const { label } = series;
  if (series.shape === "bar") {
    const data = buckets.map(series.value);
    const colorOf = (index: number) => (index === unfinished ? colors.accentSoft : colors.bar);
    return {
      ...BAR,
      label,
      data,
      backgroundColor: unfinished === -1 ? colors.bar : data.map((_, index) => colorOf(index)),
      borderColor: colors.bar,
      borderWidth: unfinished === -1 ? 0 : data.map((_, index) => (index === unfinished ? 1 : 0)),
      hoverBackgroundColor: colors.accent,
    };
  }
  if (series.shape === "band") {
    const data = buckets.map((bucket): [number, number] | null => {
      const interval = series.value(bucket);
      return interval === null ? null : [interval.low, interval.high];
    });
    return {
      label,
      data,
      backgroundColor: colors.band,
      // Its ends are what it says.
      borderColor: colors.accentLine,
      borderWidth: { top: 1, bottom: 1 },
      borderSkipped: false,
      categoryPercentage: 1,
      barPercentage: 1,
    };
  }
  const data = buckets.map(series.value);
  const color = colors[series.color];
  return {
    type: "line",
    label,
    data,
    borderColor: color,
    backgroundColor: color,
    borderWidth: series.width,
    borderDash: [...(series.dash ?? [])],
    pointRadius: radiusOf(data),
    pointHoverRadius: 4,
    pointHoverBackgroundColor: color,
    pointHoverBorderColor: color,
    spanGaps: false,
  };
}

/** The lines that have what lies between them filled, each by its place among the series. */
export function pairsOf<Bucket>(series: readonly Series<Bucket>[]): (readonly [number, number])[] {
  return series.flatMap((one, index) =>
    one.shape === "line" && one.fillTo !== undefined ? [[one.fillTo, index] as const] : [],
  );
}

/** No points, but of values that are alone. One radius for all is worked out once, an array of them for each point. */
function radiusOf(values: readonly (number | null)[]): number | number[] {
  const radii = values.map((_, index) => (isAlone(values, index) ? 3 : 0));
  return radii.every((radius) => radius === 0) ? 0 : radii;
}

/** A value between two gaps has no line to either side: without a point it would not show. */
function isAlone(values: readonly (number | null)[], index: number): boolean {
  const isGap = (at: number): boolean => (values[at] ?? null) === null;
  return !isGap(index) && isGap(index - 1) && isGap(index + 1);
}
