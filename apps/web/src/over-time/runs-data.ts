import { BAR } from "../charts/bar-style.ts";
import type { Data } from "../charts/chart-canvas.tsx";
import type { ChartColors } from "../charts/chart-colors.ts";

/** One bar a bucket. `labels` are the buckets' names. */
export function runsData(
  buckets: readonly { readonly runs: number }[],
  labels: readonly string[],
  colors: ChartColors,
): Data {
  const data = buckets.map(({ runs }) => runs);
  return {
    labels: [...labels],
    datasets: [
      { ...BAR, label: "Runs", data, backgroundColor: colors.bar, hoverBackgroundColor: colors.accent },
    ],
  };
}
