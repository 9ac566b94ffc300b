import type { ComparedMetric } from "@evalboard/contract";
import { formatMetric, formatMetricChange, formatPValue } from "@evalboard/format";
import type { ReactNode } from "react";
import { IntervalAxis } from "../figures/interval-axis.tsx";
import { MetricName } from "../figures/metrics.tsx";
import { Card } from "../kit/card.tsx";
import { Count, Figure } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";

/** What became of each metric that items of both sides have; nothing where there is none. */
export function ComparedMetrics({ metrics }: { readonly metrics: readonly ComparedMetric[] }): ReactNode {
  if (metrics.length === 0) return null;
  return (
    <Card title="Metrics" definition="compare.metrics" flush>
      <DataTable label="Metrics of both groups" columns={columns} rows={metrics} keyOf={({ name }) => name} />
    </Card>
  );
}

const columns: readonly Column<ComparedMetric>[] = [
  {
    heading: "Metric",
    width: "w-[24%]",
    wide: true,
    bare: true,
    cell: ({ name, higherIsBetter }) => <MetricName name={name} higherIsBetter={higherIsBetter} />,
  },
  {
    heading: "Baseline",
    align: "right",
    width: "w-[13%]",
    cell: ({ baseline }) => <Figure value={baseline} format={formatMetric} inFull={String} />,
  },
  {
    heading: "Candidate",
    align: "right",
    width: "w-[13%]",
    cell: ({ candidate }) => <Figure value={candidate} format={formatMetric} inFull={String} />,
  },
  { heading: "Difference", wide: true, cell: (metric) => <MetricDifference metric={metric} /> },
  {
    heading: "p-value",
    definition: "compare.metricPValue",
    align: "right",
    width: "w-[10%]",
    cell: ({ pValue }) => <Figure value={pValue} format={formatPValue} why="not tested" />,
  },
  { heading: "Items", align: "right", width: "w-[10%]", cell: ({ items }) => <Count value={items} /> },
];

/** How much farther the axis reaches than what is drawn on it. */
const MARGIN = 1.1;

/** A difference on an axis of its own around 0: metrics share no scale. */
function MetricDifference({ metric }: { readonly metric: ComparedMetric }): ReactNode {
  const { difference, interval } = metric;
  const ends = [difference, interval?.low ?? 0, interval?.high ?? 0].map(Math.abs);
  const reach = MARGIN * Math.max(...ends);
  const judgement = judgementOf(metric);
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-3">
      <span className="font-medium tabular-nums">{formatMetricChange(difference)}</span>
      {reach === 0 ? (
        <span />
      ) : (
        <IntervalAxis from={-reach} to={reach} value={difference} interval={interval} />
      )}
      <span className="col-span-full text-xs text-muted tabular-nums">
        {interval === null
          ? "no interval"
          : `95% CI ${formatMetricChange(interval.low)} to ${formatMetricChange(interval.high)}`}
        {judgement === null ? null : (
          <span className={`font-medium ${judgement === "better" ? "text-good" : "text-bad"}`}>
            {" "}
            · {judgement}
          </span>
        )}
      </span>
    </div>
  );
}

/** Whether a metric became better or worse: only where somebody said which way is better, and 0 is no part of the interval. */
export function judgementOf({
  higherIsBetter,
  interval,
}: Pick<ComparedMetric, "higherIsBetter" | "interval">): "better" | "worse" | null {
  if (higherIsBetter === null || interval === null) return null;
  if (interval.low <= 0 && interval.high >= 0) return null;
  return interval.low > 0 === higherIsBetter ? "better" : "worse";
}
