import { type Chart, type ChartType, LineElement, type Plugin, PointElement } from "chart.js";
import type { Kind } from "./canvas.tsx";

declare module "chart.js" {
  // As Chart.js has it, the parameter included.
  // oxlint-disable-next-line typescript/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    unfinished: UnfinishedOptions;
  }
}

interface UnfinishedOptions {
  /** The step that has not ended yet; -1 where all have. */
  readonly step: number;
}

/** The way into a step that may still go anywhere. */
const DASH = [2, 3];

/**
 * Draws each line's way into the step that has not ended in short dashes. Chart.js's own `segment` does so too, and works
 * out how each other step looks as well: a tenth of what a chart takes.
 */
export const unfinished: Plugin<Kind, UnfinishedOptions> = {
  id: "unfinished",
  // Of a chart that says nothing of it, such as one that has no steps.
  defaults: { step: -1 },
  beforeDatasetDraw: (chart, { index }, { step }) => {
    const way = wayInto(chart, index, step);
    if (way === null) return;
    // What the line itself draws ends where the dashes begin.
    chart.ctx.save();
    chart.ctx.beginPath();
    chart.ctx.rect(0, 0, way.from.x, chart.height);
    chart.ctx.clip();
  },
  afterDatasetDraw: (chart, { index }, { step }) => {
    const way = wayInto(chart, index, step);
    if (way === null) return;
    const { ctx } = chart;
    ctx.restore();
    ctx.save();
    ctx.strokeStyle = way.line.options.borderColor;
    ctx.lineWidth = way.line.options.borderWidth;
    ctx.setLineDash(DASH);
    ctx.beginPath();
    ctx.moveTo(way.from.x, way.from.y);
    ctx.lineTo(way.to.x, way.to.y);
    ctx.stroke();
    ctx.restore();
    // Those under the pointer.
    for (const point of [way.from, way.to]) if (point.active) point.draw(ctx, chart.chartArea);
  },
};

interface Way {
  readonly line: LineElement;
  readonly from: PointElement;
  readonly to: PointElement;
}

/** A line from the step before to that one; null of bars, and where either has no value. */
function wayInto(chart: Chart<Kind>, index: number, step: number): Way | null {
  const { data, dataset: line } = chart.getDatasetMeta(index);
  const values = chart.data.datasets[index]?.data ?? [];
  const [from, to] = [data[step - 1], data[step]];
  if ((values[step - 1] ?? null) === null || (values[step] ?? null) === null) return null;
  if (!(line instanceof LineElement)) return null;
  return from instanceof PointElement && to instanceof PointElement ? { line, from, to } : null;
}
