import type { StatsReport } from "@evalboard/contract";
import { formatCount, formatLatency, formatLatencyTick } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "../charts/chart-box.tsx";
import { chartOptions } from "../charts/chart-options.ts";
import { HiddenTable } from "../charts/hidden-table.tsx";
import { useChartColors } from "../charts/use-chart-colors.ts";
import { timeAxisOf } from "../over-time/time-axis.ts";
import { Card } from "../ui/card.tsx";
import { latencyOverTimeData } from "./chart-data.ts";
import { LatencyLegend } from "./latency-legend.tsx";

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
