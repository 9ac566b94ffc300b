import type { ReportHead } from "@evalboard/contract";
import { bucketNames, formatCount } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import type { Data, Kind } from "./canvas.tsx";
import { ChartBox, type ChartColors, HiddenTable, useChartColors } from "./chart.tsx";
import { BAR, chartOptions, type ChartWords } from "./options.ts";

const strokes = {
  accent: "stroke-accent",
  muted: "stroke-muted",
  accentLine: "stroke-accent-line",
  failed: "stroke-failed",
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
  readonly words: Omit<ChartWords, "titles">;
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

/** A card with a chart over time, which also stands as a table. */
export function TimeChart<Bucket extends { readonly from: string }>(
  props: TimeChartProps<Bucket>,
): ReactNode {
  const { plan, head, buckets, open } = props;
  const { window, timeZone } = head;
  const colors = useChartColors();
  const { labels, titles } = useMemo(() => {
    const names = bucketNames(window.unit, timeZone);
    return {
      labels: buckets.map(({ from }) => names.label(from)),
      titles: buckets.map(({ from }) => names.title(from)),
    };
  }, [buckets, window, timeZone]);
  const data = useMemo(
    () => timeChartData(plan.series, buckets, labels, colors),
    [plan, buckets, labels, colors],
  );
  const options = useMemo(
    () => chartOptions(colors, { titles, ...plan.words }, open),
    [plan, colors, titles, open],
  );
  const caption = `${plan.caption ?? plan.title} per ${window.unit}`;
  // A chart that has bars among its lines has room for them at its ends.
  const type: Kind = plan.series.every(({ shape }) => shape === "line") ? "line" : "bar";
  return (
    <Card
      title={`${plan.title} over time`}
      definition={plan.definition}
      aside={<Legend series={plan.series} unit={window.unit} />}
    >
      <ChartBox type={type} data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[window.unit, ...plan.columns.map(([heading]) => heading)]}
        rows={buckets.map((bucket, index) =>
          [titles[index] ?? ""].concat(plan.columns.map(([, cell]) => cell(bucket))),
        )}
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

/** What Chart.js draws of the buckets, whose names are `labels`. */
export function timeChartData<Bucket>(
  series: readonly Series<Bucket>[],
  buckets: readonly Bucket[],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  return { labels: [...labels], datasets: series.map((one) => datasetOf(one, buckets, colors)) };
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
