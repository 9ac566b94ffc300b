import type { StatsReport } from "@evalboard/contract";
import { formatCount, formatLatency, formatLatencyTick } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import type { Data } from "../charts/canvas.tsx";
import { ChartBox, type ChartColors, HiddenTable, useChartColors } from "../charts/chart.tsx";
import { chartOptions } from "../charts/options.ts";
import { lineOf, timeAxisOf } from "../charts/time-chart.tsx";
import { Card } from "../kit/card.tsx";

type LatencyOverTimeProps = {
  readonly report: StatsReport;
  /** Goes to the runs of a bucket, which is given by its index. */
  readonly open: (index: number) => void;
};

/** Mean latency of the runs, median and 95th percentile of the items', a bucket. */
export function LatencyOverTime({ report, open }: LatencyOverTimeProps): ReactNode {
  const colors = useChartColors();
  const { latencyOverTime, window } = report;
  const { labels, titles } = useMemo(() => timeAxisOf(latencyOverTime, report), [latencyOverTime, report]);
  const data = useMemo(
    () => latencyOverTimeData(latencyOverTime, labels, colors),
    [latencyOverTime, labels, colors],
  );
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatLatencyTick, value: formatLatency }, open),
    [colors, titles, open],
  );
  const caption = `Latency per ${window.unit}`;
  return (
    <Card title="Latency over time" definition="latencyOverTime" aside={<LatencyLegend />}>
      <ChartBox type="line" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[window.unit, "Mean", "p50", "p95", "Measured runs", "Measured items"]}
        rows={latencyOverTime.map(({ meanMs, p50Ms, p95Ms, measuredRuns, measuredItems }, index) => [
          titles[index] ?? "",
          measured(meanMs),
          measured(p50Ms),
          measured(p95Ms),
          formatCount(measuredRuns),
          formatCount(measuredItems),
        ])}
      />
    </Card>
  );
}

function measured(ms: number | null): string {
  return ms === null ? "none measured" : formatLatency(ms);
}

/** The lines of the latency chart, told apart by weight and dash as well as by colour. */
const latencySeries = [
  { key: "meanMs", label: "Mean", color: "accent", width: 2, dash: [] },
  { key: "p50Ms", label: "p50", color: "muted", width: 1.5, dash: [2, 3] },
  { key: "p95Ms", label: "p95", color: "accentLine", width: 1.5, dash: [6, 4] },
] as const satisfies readonly {
  readonly key: "meanMs" | "p50Ms" | "p95Ms";
  readonly label: string;
  readonly color: keyof ChartColors;
  readonly width: number;
  readonly dash: readonly number[];
}[];

/** One line a statistic, ms; a bucket without measurements is a gap. */
export function latencyOverTimeData(
  buckets: StatsReport["latencyOverTime"],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  return {
    labels: [...labels],
    datasets: latencySeries.map(({ key, color, ...style }) =>
      lineOf({ ...style, values: buckets.map((bucket) => bucket[key]), color: colors[color] }),
    ),
  };
}

const strokes = { accent: "stroke-accent", muted: "stroke-muted", accentLine: "stroke-accent-line" };

/** Which line is which. The chart itself draws none, so that it is text. */
function LatencyLegend(): ReactNode {
  return (
    <ul className="flex gap-4 text-xs text-muted">
      {latencySeries.map(({ key, label, color, width, dash }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg width="18" height="4" aria-hidden className={strokes[color]}>
            <line x1="0" y1="2" x2="18" y2="2" strokeWidth={width} strokeDasharray={dash.join(" ")} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
