import type { ReportHead } from "@evalboard/contract";
import { bucketNames, formatCount } from "@evalboard/format";
import { type ReactNode, useCallback, useMemo } from "react";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import type { Data } from "./canvas.tsx";
import { ChartBox, type ChartColors, HiddenTable, useChartColors } from "./chart.tsx";
import { foldGaps, gapBars, gapsOf, type GapWords } from "./gaps.ts";
import { BAR, chartOptions, type ChartWords } from "./options.ts";

const strokes = {
  accent: "stroke-accent",
  muted: "stroke-muted",
  accentLine: "stroke-accent-line",
  errored: "stroke-errored",
} as const satisfies Partial<Record<keyof ChartColors, string>>;

interface Drawn {
  readonly label: string;
  /** Its name in the legend; a chart without any says there what its buckets are. */
  readonly legend?: string;
}

/** What is drawn of each bucket, null where there is nothing to show: a bar, an interval as a band, or a line. */
type Series<Bucket> =
  | (Drawn & { readonly shape: "bar"; readonly value: (bucket: Bucket) => number | null })
  | (Drawn & {
      readonly shape: "band";
      readonly value: (bucket: Bucket) => { readonly low: number; readonly high: number } | null;
    })
  | (Drawn & {
      readonly shape: "line";
      readonly value: (bucket: Bucket) => number | null;
      readonly color: keyof typeof strokes;
      readonly width: number;
      readonly dash?: readonly number[];
    });

/** A chart over time, as data. It is told once, outside of any component: a new one draws the chart again. */
export interface TimeChartPlan<Bucket> {
  readonly title: string;
  /** What the chart shows a bucket, where the title does not say it. */
  readonly caption?: string;
  readonly definition: Definition;
  readonly series: readonly Series<Bucket>[];
  /** What a bucket lacks of which nothing is drawn, where it is not `runs`. */
  readonly missing?: string;
  readonly words: Omit<ChartWords, "titles" | "gaps">;
  /** What the chart's table says of a bucket: a heading, and a cell. */
  readonly columns: readonly (readonly [heading: string, cell: (bucket: Bucket) => string])[];
}

/** Completed runs a bucket. */
export const runsPlan: TimeChartPlan<{ readonly runs: number }> = {
  title: "Runs",
  caption: "Completed runs",
  definition: "runsOverTime",
  series: [{ shape: "bar", label: "Runs", value: ({ runs }) => runs }],
  words: { tick: formatCount, value: formatCount },
  columns: [["Runs", ({ runs }) => formatCount(runs)]],
};

interface TimeChartProps<Bucket> {
  readonly plan: TimeChartPlan<Bucket>;
  readonly head: ReportHead;
  readonly buckets: readonly Bucket[];
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number) => void;
}

/**
 * A card with a chart over time, which also stands as a table. A long stretch of empty buckets is one marked gap, in
 * both, and for the keyboard.
 */
export function TimeChart<Bucket extends { readonly from: string; readonly to: string }>(
  props: TimeChartProps<Bucket>,
): ReactNode {
  const { plan, head, buckets, open } = props;
  const { window, timeZone } = head;
  const colors = useChartColors();
  const steps = useMemo(
    () =>
      foldGaps(buckets, (bucket) => isEmpty(plan.series, bucket), plan.missing ?? "runs", {
        window,
        timeZone,
      }),
    [plan, buckets, window, timeZone],
  );
  // Of a gap the first of its buckets: all of them are alike.
  const shown = useMemo(
    () => steps.flatMap(({ index }) => buckets.slice(index, index + 1)),
    [steps, buckets],
  );
  const { labels, titles, gaps } = useMemo(() => {
    const names = bucketNames(window.unit, timeZone);
    return {
      labels: shown.map(({ from }, step) => (steps[step]?.gap ? GAP_LABEL : names.label(from))),
      titles: shown.map(({ from }, step) => steps[step]?.gap?.words ?? names.title(from)),
      gaps: gapsOf(steps),
    };
  }, [steps, shown, window, timeZone]);
  const data = useMemo(
    () => timeChartData(plan.series, shown, labels, colors, gaps),
    [plan, shown, labels, colors, gaps],
  );
  const openStep = useCallback(
    (step: number) => {
      const bucket = steps[step];
      if (bucket?.gap === null) open(bucket.index);
    },
    [steps, open],
  );
  const options = useMemo(
    () => chartOptions(colors, { titles, gaps, ...plan.words }, openStep),
    [plan, colors, titles, gaps, openStep],
  );
  const caption = `${plan.caption ?? plan.title} per ${window.unit}`;
  // A chart that has bars among its lines has room for them at its ends.
  const hasBars = gaps !== undefined || plan.series.some(({ shape }) => shape !== "line");
  return (
    <Card
      title={`${plan.title} over time`}
      definition={plan.definition}
      aside={<Legend series={plan.series} unit={window.unit} />}
    >
      <ChartBox type={hasBars ? "bar" : "line"} data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[window.unit, ...plan.columns.map(([heading]) => heading)]}
        rows={shown.map((bucket, step) => {
          const span = gaps?.[step]?.span;
          const name = `${titles[step] ?? ""}${span === undefined ? "" : `, ${span}`}`;
          return [name].concat(plan.columns.map(([, cell]) => cell(bucket)));
        })}
      />
    </Card>
  );
}

interface LegendProps {
  readonly series: readonly Series<never>[];
  readonly unit: string;
}

/** Which line is which. The chart itself draws none, so that it is text. */
function Legend({ series, unit }: LegendProps): ReactNode {
  if (series.every(({ legend }) => legend === undefined)) {
    return <span className="text-xs text-muted">per {unit}</span>;
  }
  return (
    <ul className="flex gap-4 text-xs text-muted">
      {series.map((one) => (
        <li key={one.label} className="flex items-center gap-1.5">
          {one.shape === "line" ? (
            <svg width="18" height="4" aria-hidden className={strokes[one.color]}>
              <line
                x1="0"
                y1="2"
                x2="18"
                y2="2"
                strokeWidth={one.width}
                strokeDasharray={one.dash?.join(" ")}
              />
            </svg>
          ) : (
            <span aria-hidden className="h-2.5 w-4.5 rounded-xs bg-accent-soft" />
          )}
          {one.legend}
        </li>
      ))}
    </ul>
  );
}

/** Below a gap on the axis. */
const GAP_LABEL = "…";

/** Whether nothing is drawn of a bucket. */
function isEmpty<Bucket>(series: readonly Series<Bucket>[], bucket: Bucket): boolean {
  return series.every((one) => {
    const value = one.value(bucket);
    return value === null || (one.shape === "bar" && value === 0);
  });
}

/** What Chart.js draws of the buckets, whose names are `labels`; those that stand for a gap are a bar as high as the chart. */
export function timeChartData<Bucket>(
  series: readonly Series<Bucket>[],
  buckets: readonly Bucket[],
  labels: readonly string[],
  colors: ChartColors,
  gaps?: readonly (GapWords | null)[],
): Data {
  const datasets = series.map((one) => datasetOf(one, buckets, colors));
  if (gaps !== undefined) datasets.push(gapBars(gaps, colors));
  return { labels: [...labels], datasets };
}

function datasetOf<Bucket>(
  series: Series<Bucket>,
  buckets: readonly Bucket[],
  colors: ChartColors,
): Data["datasets"][number] {
  const { label } = series;
  if (series.shape === "bar") {
    const data = buckets.map(series.value);
    return { ...BAR, label, data, backgroundColor: colors.bar, hoverBackgroundColor: colors.accent };
  }
  if (series.shape === "band") {
    const data = buckets.map((bucket): [number, number] | null => {
      const interval = series.value(bucket);
      return interval === null ? null : [interval.low, interval.high];
    });
    return { label, data, backgroundColor: colors.accentSoft, categoryPercentage: 1, barPercentage: 1 };
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
    pointRadius: data.map((_, index) => (isAlone(data, index) ? 3 : 0)),
    pointHoverRadius: 4,
    pointHoverBackgroundColor: color,
    pointHoverBorderColor: color,
    spanGaps: false,
  };
}

/** A value between two gaps has no line to either side: without a point it would not show. */
function isAlone(values: readonly (number | null)[], index: number): boolean {
  const isGap = (at: number): boolean => (values[at] ?? null) === null;
  return !isGap(index) && isGap(index - 1) && isGap(index + 1);
}
