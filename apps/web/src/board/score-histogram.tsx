import type { StatsReport } from "@evalboard/stats/contract";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "../charts/chart-box.tsx";
import { chartOptions } from "../charts/chart-options.ts";
import { HiddenTable } from "../charts/hidden-table.tsx";
import { useChartColors } from "../charts/use-chart-colors.ts";
import { formatCount } from "../format/numbers.ts";
import { histogramData } from "./chart-data.ts";

const caption = "Runs by average score";

/** How many runs have an average score in each tenth. */
export function ScoreHistogram({ bins }: { bins: StatsReport["scoreDistribution"]["histogram"] }): ReactNode {
  const colors = useChartColors();
  const titles = useMemo(() => bins.map(({ from, to }) => `Average score ${from} to ${to}`), [bins]);
  const data = useMemo(() => histogramData(bins, colors), [bins, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }),
    [colors, titles],
  );
  return (
    <div className="min-w-0">
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={["Average score", "Runs"]}
        rows={bins.map(({ from, to, runs }) => [`${from} to ${to}`, formatCount(runs)])}
      />
    </div>
  );
}
