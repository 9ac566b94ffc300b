import type { Chart, ChartType, Plugin } from "chart.js";
import type { Kind } from "./canvas.tsx";

declare module "chart.js" {
  // As Chart.js has it, the parameter included.
  // oxlint-disable-next-line typescript/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    marks: MarksOptions;
  }
}

interface MarksOptions {
  /** How much is new in each step; empty where nothing is told of it. */
  readonly counts: readonly number[];
  /** The step that has not ended yet; -1 where all have. */
  readonly unfinished: number;
  readonly ink: string;
  readonly muted: string;
  readonly shade: string;
}

/** Half of a diamond, px. */
const HALF = 4;

/** Marks on the axis where something is new, as a diamond, and the step that has not ended, as a shade. */
export const marks: Plugin<Kind, MarksOptions> = {
  id: "marks",
  // Of a chart that says nothing of it, such as one that has no steps.
  defaults: { counts: [], unfinished: -1 },
  beforeDatasetsDraw: (chart, _args, { unfinished, shade }) => {
    if (unfinished < 0) return;
    const { ctx, chartArea } = chart;
    const { from, to } = edgesOf(chart, unfinished, unfinished);
    ctx.save();
    ctx.fillStyle = shade;
    ctx.fillRect(from, chartArea.top, to - from, chartArea.height);
    ctx.restore();
  },
  afterDatasetsDraw: (chart, _args, { counts, ink, muted }) => {
    const { ctx, chartArea, scales } = chart;
    ctx.save();
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    for (const [step, count] of counts.entries()) {
      if (count === 0) continue;
      const x = scales["x"]?.getPixelForValue(step) ?? 0;
      const y = chartArea.bottom;
      ctx.fillStyle = ink;
      ctx.beginPath();
      ctx.moveTo(x, y - HALF);
      ctx.lineTo(x + HALF, y);
      ctx.lineTo(x, y + HALF);
      ctx.lineTo(x - HALF, y);
      ctx.fill();
      ctx.fillStyle = muted;
      if (count > 1) ctx.fillText(String(count), x + HALF + 1, y - 1);
    }
    ctx.restore();
  },
};

/** Where the steps from one to another begin and end, px, within the chart. */
export function edgesOf(chart: Chart<Kind>, first: number, last: number): { from: number; to: number } {
  const { chartArea, scales, data } = chart;
  const scale = scales["x"];
  const steps = data.labels?.length ?? 1;
  const place = (step: number): number => scale?.getPixelForValue(step) ?? 0;
  const half = steps < 2 ? chartArea.width / 2 : (place(1) - place(0)) / 2;
  const within = (x: number): number => Math.min(chartArea.right, Math.max(chartArea.left, x));
  return { from: within(place(first) - half), to: within(place(last) + half) };
}
