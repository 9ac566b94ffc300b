import type { Chart, ChartEvent, ChartType, Plugin } from "chart.js";
import type { Kind } from "./canvas.tsx";
import { edgesOf } from "./marks.ts";

declare module "chart.js" {
  // As Chart.js has it, the parameter included.
  // oxlint-disable-next-line typescript/no-unused-vars
  interface PluginOptionsByType<TType extends ChartType> {
    brush: BrushOptions;
  }
}

interface BrushOptions {
  /**
   * Goes to the steps that were chosen, both included; none can be where there is no way. Of options whose names do not
   * start with `on` Chart.js calls the functions itself, for their values.
   */
  readonly onZoom?: ((first: number, last: number) => void) | undefined;
  readonly color: string;
  readonly fill: string;
}

/** The steps that are chosen: where it began, and where it is. */
export interface Brush {
  readonly anchor: number;
  readonly head: number;
}

interface State {
  readonly brush: Brush;
  /** Where the pointer went down, px; null of a choice by keys. */
  readonly downX: number | null;
}

/** What is chosen in which chart. */
const states = new WeakMap<Chart<Kind>, State>();
/** Charts whose next click is the end of a drag. */
const dragged = new WeakSet<Chart<Kind>>();

/** A pointer that moved less has clicked, px. */
const LEAST_DRAG = 6;

/** What is chosen by keys, or being dragged. */
export function brushOf(chart: Chart<Kind>): Brush | null {
  return states.get(chart)?.brush ?? null;
}

/** Chooses steps by keys, or none. */
export function setBrush(chart: Chart<Kind>, brush: Brush | null): void {
  if (brush === null) states.delete(chart);
  else states.set(chart, { brush, downX: null });
  chart.draw();
}

/** Goes to what is chosen. Says whether something was. */
export function zoomToBrush(chart: Chart<Kind>): boolean {
  const brush = brushOf(chart);
  const zoom = chart.options.plugins?.brush?.onZoom;
  if (brush === null || brush.anchor === brush.head || zoom === undefined) return false;
  setBrush(chart, null);
  zoom(Math.min(brush.anchor, brush.head), Math.max(brush.anchor, brush.head));
  return true;
}

/** A stretch of a chart is chosen by dragging over it with a mouse; a finger scrolls the page. */
export const brush: Plugin<Kind, BrushOptions> = {
  id: "brush",
  beforeEvent: (chart, { event, replay }, { onZoom }) => {
    if (onZoom === undefined || replay) return undefined;
    if (event.type === "click" && dragged.delete(chart)) return false;
    if (event.native instanceof MouseEvent) follow(chart, event, event.native);
    // Chart.js takes it for a click, and the click that follows for another.
    return event.type === "mouseup" ? false : undefined;
  },
  afterDatasetsDraw: (chart, _args, { color, fill }) => {
    const chosen = brushOf(chart);
    if (chosen === null || chosen.anchor === chosen.head) return;
    const { ctx, chartArea } = chart;
    const [first, last] = [chosen.anchor, chosen.head].toSorted((a, b) => a - b);
    const { from, to } = edgesOf(chart, first ?? 0, last ?? 0);
    ctx.save();
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = fill;
    ctx.fillRect(from, chartArea.top, to - from, chartArea.height);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = color;
    ctx.strokeRect(from, chartArea.top, to - from, chartArea.height);
    ctx.restore();
  },
};

function follow(chart: Chart<Kind>, event: ChartEvent, { button, buttons }: MouseEvent): void {
  const step = stepAt(chart, event.x ?? 0);
  const state = states.get(chart);
  if (event.type === "mousedown" && button === 0) {
    dragged.delete(chart);
    states.set(chart, { brush: { anchor: step, head: step }, downX: event.x ?? 0 });
    return;
  }
  if (state === undefined || state.downX === null) return;
  const isDrag = Math.abs((event.x ?? 0) - state.downX) >= LEAST_DRAG;
  if (event.type === "mousemove") {
    // The button was let go outside of the chart.
    if (buttons === 0) setBrush(chart, null);
    else if (isDrag && step !== state.brush.head) {
      states.set(chart, { ...state, brush: { ...state.brush, head: step } });
      chart.draw();
    }
  }
  if (event.type !== "mouseup") return;
  if (!isDrag || state.brush.anchor === state.brush.head) return setBrush(chart, null);
  dragged.add(chart);
  zoomToBrush(chart);
}

/** The step at a place of the chart, px from its left. */
function stepAt(chart: Chart<Kind>, x: number): number {
  const last = (chart.data.labels?.length ?? 1) - 1;
  return Math.min(last, Math.max(0, Math.round(chart.scales["x"]?.getValueForPixel(x) ?? 0)));
}
