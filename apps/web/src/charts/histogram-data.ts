import { BAR } from "./bar-style.ts";
import type { Data } from "./chart-canvas.tsx";
import type { ChartColors } from "./chart-colors.ts";

/** How many lie in [from, to); the last bin holds 1 too. */
export type Bin = { readonly from: number; readonly to: number; readonly count: number };

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
