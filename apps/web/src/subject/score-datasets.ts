import type { FiguresBucket } from "@evalboard/contract";
import type { Data } from "../charts/chart-canvas.tsx";
import type { ChartColors } from "../charts/chart-colors.ts";
import { lineOf } from "../over-time/line-of.ts";

type Scored = Pick<FiguresBucket, "averageScore" | "scoreInterval">;

/** The mean score as a line over its interval as a bar; a bucket without a score is a gap, one run has no interval. */
export function scoreDatasets(buckets: readonly Scored[], colors: ChartColors): Data["datasets"] {
  const mean = lineOf({
    label: "Average score",
    values: buckets.map(({ averageScore }) => averageScore),
    color: colors.accent,
    width: 2,
    dash: [],
  });
  return [
    { ...mean, type: "line" },
    {
      label: "95% interval",
      data: buckets.map(({ scoreInterval: interval }) =>
        interval === null ? null : [interval.low, interval.high],
      ),
      backgroundColor: colors.accentSoft,
      categoryPercentage: 1,
      barPercentage: 1,
    },
  ];
}
