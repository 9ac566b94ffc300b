import type { Chart, ChartType, Plugin } from "chart.js";
import type { Kind } from "./canvas.tsx";

declare module "chart.js" {
  // As Chart.js has it, the parameter included.
  // oxlint-disable-next-line typescript/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    endLabels: EndLabelsOptions;
  }
}

interface EndLabelsOptions {
  /** The place of a line among the datasets, and its name. */
  readonly lines: readonly { readonly dataset: number; readonly name: string }[];
  readonly ink: string;
}

/** Between the baselines of two names, px: they never overlap. */
const LINE = 13;
/** From the chart's edge to the names, px. */
const GAP = 10;

/** Writes the name of each line at its end; those that would overlap move apart, and a thin line leads to each. */
export const endLabels: Plugin<Kind, EndLabelsOptions> = {
  id: "endLabels",
  // Of a chart that says nothing of it, such as one that has no steps.
  defaults: { lines: [] },
  afterDatasetsDraw: (chart, _args, { lines, ink }) => {
    const { ctx, chartArea } = chart;
    const ends = lines.flatMap(({ dataset, name }) => {
      const end = endOf(chart, dataset);
      return end === null ? [] : [{ ...end, name }];
    });
    if (ends.length === 0) return;
    const heights = spread(
      ends.map(({ y }) => y),
      { from: chartArea.top + LINE / 2, to: chartArea.bottom - LINE / 2, apart: LINE },
    );
    const left = chartArea.right + GAP;
    ctx.save();
    ctx.textBaseline = "middle";
    for (const [index, { x, y, color, name }] of ends.entries()) {
      const height = heights[index] ?? y;
      ctx.strokeStyle = color;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x + 2, y);
      ctx.lineTo(Math.max(x + 2, chartArea.right), y);
      ctx.lineTo(left - 3, height);
      ctx.stroke();
      ctx.fillStyle = ink;
      ctx.fillText(shortened(ctx, name, chart.width - left - 2), left, height);
    }
    ctx.restore();
  },
};

/** Where a line ends, px, and its colour; null where it has no point. */
function endOf(chart: Chart<Kind>, dataset: number): { x: number; y: number; color: string } | null {
  const values = chart.data.datasets[dataset]?.data ?? [];
  const last = values.findLastIndex((value) => value !== null);
  const point = chart.getDatasetMeta(dataset).data[last];
  const color = chart.data.datasets[dataset]?.borderColor;
  if (point === undefined || typeof color !== "string") return null;
  return { x: point.x, y: point.y, color };
}

interface Room {
  readonly from: number;
  readonly to: number;
  readonly apart: number;
}

/** Moves heights so that no two are closer than `apart`, as little as it takes, within the room where it is large enough. */
export function spread(heights: readonly number[], { from, to, apart }: Room): number[] {
  const order = heights.map((_, index) => index).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  const placed = [...heights];
  let least = from;
  for (const index of order) {
    const height = Math.max(placed[index] ?? 0, least);
    placed[index] = height;
    least = height + apart;
  }
  let most = to;
  for (const index of order.toReversed()) {
    const height = Math.min(placed[index] ?? 0, most);
    placed[index] = height;
    most = height - apart;
  }
  return placed;
}

/** As much of a text as there is room for. */
function shortened(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let length = text.length;
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return `${text.slice(0, length)}…`;
}
