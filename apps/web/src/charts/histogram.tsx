import { formatCount } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import type { Data } from "./canvas.tsx";
import { ChartBox, type ChartColors, HiddenTable, useChartColors } from "./chart.tsx";
import { BAR, chartOptions } from "./options.ts";

interface HistogramProps {
  readonly bins: readonly Bin[];
  /** What is counted: `Runs`. */
  readonly counted: string;
  /** What it is counted by: `Average score`. */
  readonly scale: string;
}

/** How many have a score in each tenth. */
export function Histogram({ bins, counted, scale }: HistogramProps): ReactNode {
  const colors = useChartColors();
  const titles = useMemo(() => bins.map(({ from, to }) => `${scale} ${from} to ${to}`), [bins, scale]);
  const data = useMemo(() => histogramData(bins, counted, colors), [bins, counted, colors]);
  const options = useMemo(
    () => chartOptions(colors, { titles, tick: formatCount, value: formatCount }),
    [colors, titles],
  );
  const columns = useMemo(() => [scale, counted], [scale, counted]);
  const rows = useMemo(
    () => bins.map(({ from, to, count }) => [`${from} to ${to}`, formatCount(count)]),
    [bins],
  );
  const caption = `${counted} by ${scale.toLowerCase()}`;
  return (
    <div className="min-w-0">
      <ChartBox type="bar" data={data} options={options} label={caption} />
      <HiddenTable caption={caption} columns={columns} rows={rows} />
    </div>
  );
}

/** How many lie in [from, to); the last bin holds 1 too. */
interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** One bar a bin. `counted` names what is counted: `Runs`. */
export function histogramData(bins: readonly Bin[], counted: string, colors: ChartColors): Data {
  return {
    labels: bins.map(({ from, to }) => `${from}–${to}`),
    datasets: [
      {
        ...BAR,
        maxBarThickness: 64,
        categoryPercentage: 1,
        label: counted,
        data: bins.map(({ count }) => count),
        backgroundColor: colors.bar,
        hoverBackgroundColor: colors.accent,
      },
    ],
  };
}
