import type { StatsReport } from "@evalboard/stats/contract";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "../charts/chart-box.tsx";
import { chartOptions } from "../charts/chart-options.ts";
import { HiddenTable } from "../charts/hidden-table.tsx";
import { useChartColors } from "../charts/use-chart-colors.ts";
import { formatCount } from "../format/numbers.ts";
import { Card } from "../ui/card.tsx";
import { runsOverTimeData } from "./chart-data.ts";
import { definitions } from "./definitions.ts";
import { timeAxisOf } from "./time-axis.ts";

/** Completed runs a bucket. */
export function RunsOverTime({ report }: { readonly report: StatsReport }): ReactNode {
  const colors = useChartColors();
  const { runsOverTime, window } = report;
  const { labels, titles } = useMemo(() => timeAxisOf(report), [report]);
  const data = useMemo(() => runsOverTimeData(runsOverTime, labels, colors), [runsOverTime, labels, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }),
    [colors, titles],
  );
  const caption = `Completed runs per ${window.unit}`;
  return (
    <Card
      title="Runs over time"
      definition={definitions.runsOverTime}
      aside={<span className="text-xs text-muted">per {window.unit}</span>}
    >
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[window.unit, "Runs"]}
        rows={runsOverTime.map(({ runs }, index) => [titles[index] ?? "", formatCount(runs)])}
      />
    </Card>
  );
}
