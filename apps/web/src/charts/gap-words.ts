import type { ChartType, Plugin } from "chart.js";
import type { Kind } from "./canvas.tsx";
import { GAP_AXIS, type GapWords } from "./gaps.ts";

declare module "chart.js" {
  // As Chart.js has it, the parameter included.
  // oxlint-disable-next-line typescript/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    gapWords: GapWordsOptions;
  }
}

interface GapWordsOptions {
  /** A step each; null where it is no gap. */
  readonly gaps: readonly (GapWords | null)[];
  readonly color: string;
}

/** The least width of a bar that holds a line of upright text, px. */
const LINE = 13;
/** What is left free at both ends of the line, px. */
const MARGIN = 8;

/** Writes into each gap how long it is, upright, as much of it as there is room for. */
export const gapWords: Plugin<Kind, GapWordsOptions> = {
  id: "gapWords",
  afterDatasetsDraw: (chart, _args, { gaps, color }) => {
    const { ctx, data, chartArea } = chart;
    const bars = data.datasets.findIndex((dataset) => "yAxisID" in dataset && dataset.yAxisID === GAP_AXIS);
    if (bars === -1) return;
    const step = chartArea.width / gaps.length;
    if (step < LINE) return;
    ctx.save();
    ctx.fillStyle = color;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const [index, gap] of gaps.entries()) {
      const bar = chart.getDatasetMeta(bars).data[index];
      if (gap === null || bar === undefined) continue;
      const text = [gap.words, gap.length].find(
        (words) => ctx.measureText(words).width <= chartArea.height - MARGIN,
      );
      if (text === undefined) continue;
      ctx.save();
      ctx.translate(bar.x, chartArea.top + chartArea.height / 2);
      ctx.rotate(-Math.PI / 2);
      ctx.fillText(text, 0, 0);
      ctx.restore();
    }
    ctx.restore();
  },
};
