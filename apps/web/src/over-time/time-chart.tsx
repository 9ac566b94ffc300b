import type { ReportHead } from "@evalboard/contract";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "../charts/chart-box.tsx";
import type { Data, Kind } from "../charts/chart-canvas.tsx";
import type { ChartColors } from "../charts/chart-colors.ts";
import { chartOptions, type ChartWords } from "../charts/chart-options.ts";
import { HiddenTable } from "../charts/hidden-table.tsx";
import { useChartColors } from "../charts/use-chart-colors.ts";
import type { Definition } from "../figures/definitions.ts";
import { Card } from "../ui/card.tsx";
import { timeAxisOf } from "./time-axis.ts";

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
