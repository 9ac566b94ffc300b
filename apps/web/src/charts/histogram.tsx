import { formatCount } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { ChartBox } from "./chart-box.tsx";
import { chartOptions } from "./chart-options.ts";
import { HiddenTable } from "./hidden-table.tsx";
import { type Bin, histogramData } from "./histogram-data.ts";
import { useChartColors } from "./use-chart-colors.ts";

type HistogramProps = {
  readonly bins: readonly Bin[];
  /** What is counted: `Runs`. */
  readonly counted: string;
  /** What it is counted by: `Average score`. */
  readonly scale: string;
};

/** How many have a score in each tenth. */
export function Histogram({ bins, counted, scale }: HistogramProps): ReactNode {
  const colors = useChartColors();
  const titles = useMemo(() => bins.map(({ from, to }) => `${scale} ${from} to ${to}`), [bins, scale]);
  const data = useMemo(() => histogramData(bins, counted, colors), [bins, counted, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }),
    [colors, titles],
  );
  const caption = `${counted} by ${scale.toLowerCase()}`;
  return (
    <div className="min-w-0">
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable
        caption={caption}
        columns={[scale, counted]}
        rows={bins.map(({ from, to, count }) => [`${from} to ${to}`, formatCount(count)])}
      />
    </div>
  );
}
