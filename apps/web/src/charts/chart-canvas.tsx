import type { ChartData, ChartOptions } from "chart.js";
import type { ReactNode } from "react";
import { Chart } from "react-chartjs-2";
import { useSteps } from "./use-steps.ts";

/** Bars or lines with a label below each step. */
export type Kind = "bar" | "line";
/** A value a step, or for a bar where it begins and ends; null where there is none. */
export type Data = ChartData<Kind, (number | [number, number] | null)[], string>;

export type ChartCanvasProps = {
  readonly type: Kind;
  readonly data: Data;
  readonly options: ChartOptions<Kind>;
  /** What the chart shows; its figures stand in a table beside it. */
  readonly label: string;
};

/** A chart as wide and as high as the box that it is in. */
export function ChartCanvas({ type, data, options, label }: ChartCanvasProps): ReactNode {
  const slider = useSteps(data.labels?.length ?? 0);
  return <Chart type={type} data={data} options={options} aria-label={label} {...slider} />;
}
