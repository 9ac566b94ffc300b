import type { MetricFigures } from "@evalboard/contract";
import { formatMetric } from "@evalboard/format";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "../kit/card.tsx";
import { Count, Figure, Unknown } from "../kit/figure.tsx";
import { type Column, DataTable } from "../kit/table.tsx";

/** The metrics of a report's runs; nothing where they have none. */
export function MetricsTable({ metrics }: { readonly metrics: readonly MetricFigures[] }): ReactNode {
  if (metrics.length === 0) return null;
  return (
    <Card title="Metrics" definition="metrics" flush>
      <DataTable isFolded label="Metrics" columns={columns} rows={metrics} keyOf={({ name }) => name} />
    </Card>
  );
}

const columns: readonly Column<MetricFigures>[] = [
  {
    heading: "Metric",
    width: "w-[34%]",
    wide: true,
    bare: true,
    cell: ({ name, higherIsBetter }) => <MetricName name={name} higherIsBetter={higherIsBetter} />,
  },
  {
    heading: "Mean",
    width: "w-[30%]",
    wide: true,
    cell: ({ mean, interval }) =>
      mean === null ? (
        <Unknown why="words, which have no mean" />
      ) : (
        <>
          <span className="font-medium">
            <Figure value={mean} format={formatMetric} inFull={String} />
          </span>
          <span className="block text-xs text-pretty text-muted tabular-nums">
            {metricInterval(interval)}
          </span>
        </>
      ),
  },
  { heading: "Runs", align: "right", cell: ({ runs }) => <Count value={runs} /> },
  { heading: "Items", align: "right", cell: ({ items }) => <Count value={items} /> },
];

/** `95% CI 3.2 to 4.1`. */
function metricInterval(interval: MetricFigures["interval"]): string {
  if (interval === null) return "no interval";
  return `95% CI ${formatMetric(interval.low)} to ${formatMetric(interval.high)}`;
}

type MetricNameProps = Pick<MetricFigures, "name" | "higherIsBetter">;

/** A metric's name, and which way of it is better where somebody said it. */
export function MetricName({ name, higherIsBetter }: MetricNameProps): ReactNode {
  const Icon = higherIsBetter === true ? ArrowUp : ArrowDown;
  return (
    <>
      <span className="block font-medium wrap-anywhere">{name}</span>
      {higherIsBetter === null ? null : (
        <span className="inline-flex items-center gap-1 text-xs text-muted">
          <Icon className="size-3" aria-hidden />
          {higherIsBetter ? "higher" : "lower"} is better
        </span>
      )}
    </>
  );
}
