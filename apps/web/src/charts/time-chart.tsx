import type { ReportHead } from "@evalboard/contract";
import { bucketNames, formatCount } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Card } from "../kit/card.tsx";
import type { Definition } from "../kit/definitions.ts";
import type { Data, Kind } from "./canvas.tsx";
import { ChartBox, type ChartColors, HiddenTable, useChartColors } from "./chart.tsx";
import { BAR, chartOptions, type ChartWords } from "./options.ts";

type Line = {
  readonly label: string;
  /** One a bucket; null where there is nothing to show. */
  readonly values: readonly (number | null)[];
  /** A CSS colour. */
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
};

/** A line of a chart over time; a bucket without a value is a gap. */
export function lineOf({ label, values, color, width, dash }: Line) {
  return {
    label,
    data: [...values],
    borderColor: color,
    backgroundColor: color,
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: values.map((_, index) => (isAlone(values, index) ? 3 : 0)),
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

type RunsOverTimeProps = {
  readonly head: ReportHead;
  readonly buckets: readonly { readonly from: string; readonly runs: number }[];
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open?: (index: number) => void;
};

/** Completed runs a bucket. */
export function RunsOverTime({ head, buckets, open }: RunsOverTimeProps): ReactNode {
  const colors = useChartColors();
  const { unit } = head.window;
  const { labels, titles } = useMemo(() => timeAxisOf(buckets, head), [buckets, head]);
  const data = useMemo(() => runsData(buckets, labels, colors), [buckets, labels, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }, open),
    [colors, titles, open],
  );
  const caption = `Completed runs per ${unit}`;
  return (
    <Card
      title="Runs over time"
      definition="runsOverTime"
      aside={<span className="text-xs text-muted">per {unit}</span>}
    >
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[unit, "Runs"]}
        rows={buckets.map(({ runs }, index) => [titles[index] ?? "", formatCount(runs)])}
      />
    </Card>
  );
}

/** One bar a bucket. `labels` are the buckets' names. */
export function runsData(
  buckets: readonly { readonly runs: number }[],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  const data = buckets.map(({ runs }) => runs);
  return {
    labels: [...labels],
    datasets: [
      { ...BAR, label: "Runs", data, backgroundColor: colors.bar, hoverBackgroundColor: colors.accent },
    ],
  };
}

/** A chart over time. It is told once, outside the component that shows it: a new one draws the chart anew. */
export type TimeChartPlan<Bucket> = {
  readonly title: string;
  readonly definition: Definition;
  readonly type: Kind;
  /** What is drawn, each with one value a bucket. */
  readonly draw: (buckets: readonly Bucket[], colors: ChartColors) => Data["datasets"];
  readonly words: Omit<ChartWords, "titles">;
  /** What the chart's table says of a bucket: a heading, and a cell. */
  readonly columns: readonly (readonly [heading: string, cell: (bucket: Bucket) => string])[];
};

type TimeChartProps<Bucket> = {
  readonly plan: TimeChartPlan<Bucket>;
  readonly head: ReportHead;
  readonly buckets: readonly Bucket[];
  /** To the right of the title: which line is which. */
  readonly legend: ReactNode;
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number) => void;
};

/** A card with a chart over time, which also stands as a table. */
export function TimeChart<Bucket extends { readonly from: string }>(
  props: TimeChartProps<Bucket>,
): ReactNode {
  const { plan, head, buckets, legend, open } = props;
  const { unit } = head.window;
  const colors = useChartColors();
  const { labels, titles } = useMemo(() => timeAxisOf(buckets, head), [buckets, head]);
  const data = useMemo(
    () => ({ labels: [...labels], datasets: plan.draw(buckets, colors) }),
    [plan, buckets, labels, colors],
  );
  const options = useMemo(
    () => chartOptions(colors, { titles, ...plan.words }, open),
    [plan, colors, titles, open],
  );
  const caption = `${plan.title} per ${unit}`;
  return (
    <Card title={`${plan.title} over time`} definition={plan.definition} aside={legend}>
      <ChartBox type={plan.type} data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[unit, ...plan.columns.map(([heading]) => heading)]}
        rows={buckets.map((bucket, index) =>
          [titles[index] ?? ""].concat(plan.columns.map(([, cell]) => cell(bucket))),
        )}
      />
    </Card>
  );
}

/** The names of a report's buckets, oldest first: short below the axis, in full elsewhere. */
type TimeAxis = { readonly labels: readonly string[]; readonly titles: readonly string[] };

type Buckets = readonly { readonly from: string }[];

/** Names each bucket in the report's own time zone. */
export function timeAxisOf(buckets: Buckets, { window: { unit }, timeZone }: ReportHead): TimeAxis {
  const names = bucketNames(unit, timeZone);
  return {
    labels: buckets.map(({ from }) => names.label(from)),
    titles: buckets.map(({ from }) => names.title(from)),
  };
}
