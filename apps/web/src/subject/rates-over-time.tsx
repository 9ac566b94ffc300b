import type { FiguresBucket } from "@evalboard/contract";
import { formatCount, formatRate } from "@evalboard/format";
import type { ReactNode } from "react";
import { lineOf } from "../over-time/line-of.ts";
import { TimeChart, type TimeChartPlan } from "../over-time/time-chart.tsx";
import type { ChartProps } from "./chart-props.ts";

const ERRORED_DASH = [6, 4];

const plan: TimeChartPlan<FiguresBucket> = {
  title: "Failure and error rate",
  definition: "rates",
  type: "line",
  draw: (buckets, colors) => [
    lineOf({
      label: "Failure rate",
      values: buckets.map(({ failureRate }) => failureRate),
      color: colors.failed,
      width: 2,
      dash: [],
    }),
    lineOf({
      label: "Error rate",
      values: buckets.map(({ errorRate }) => errorRate),
      color: colors.errored,
      width: 1.5,
      dash: ERRORED_DASH,
    }),
  ],
  words: { tick: formatRate, value: formatRate, axis: { beginAtZero: true } },
  columns: [
    ["Failure rate", ({ failureRate }) => rateWords(failureRate)],
    ["Failed items", ({ failedItems }) => formatCount(failedItems)],
    ["Error rate", ({ errorRate }) => rateWords(errorRate)],
    ["Errored items", ({ erroredItems }) => formatCount(erroredItems)],
    ["Items", ({ items }) => formatCount(items)],
  ],
};

/** Shares of the items that failed and that errored, a bucket. */
export function RatesOverTime({ report, open }: ChartProps): ReactNode {
  return (
    <TimeChart
      plan={plan}
      head={report}
      buckets={report.overTime}
      open={open}
      legend={
        <ul className="flex gap-4 text-xs text-muted">
          <li className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-4.5 rounded-full bg-failed" />
            Failed
          </li>
          <li className="flex items-center gap-1.5">
            <svg width="18" height="4" aria-hidden className="stroke-errored">
              <line x1="0" y1="2" x2="18" y2="2" strokeWidth={1.5} strokeDasharray={ERRORED_DASH.join(" ")} />
            </svg>
            Errored
          </li>
        </ul>
      }
    />
  );
}

function rateWords(rate: number | null): string {
  return rate === null ? "no items" : formatRate(rate);
}
