import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartData,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { type FocusEvent, type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from "react";
import { Chart as ReactChart } from "react-chartjs-2";
import { useOwnTask } from "../kit/own-task.ts";
import { between } from "./between.ts";
import { type Brush, brush, brushOf, setBrush, zoomToBrush } from "./brush.ts";
import { endLabels } from "./end-labels.ts";
import { gapWords } from "./gap-words.ts";
import { marks } from "./marks.ts";
import { unfinished } from "./unfinished.ts";

/** Tells Chart.js the parts that the board draws with, and the page's font. Told again it changes nothing. */
export function registerCharts(): void {
  Chart.register(
    BarController,
    BarElement,
    CategoryScale,
    LinearScale,
    LineController,
    LineElement,
    PointElement,
    Tooltip,
    gapWords,
    between,
    marks,
    unfinished,
    endLabels,
    brush,
  );
  Chart.defaults.font.family = '"Inter Variable", "Inter Fallback", system-ui, sans-serif';
  Chart.defaults.font.size = 11;
  // As Chart.js's own script does: `Chart.getChart(canvas)` answers in the console and in browser tests.
  Object.assign(globalThis, { Chart });
}

/** Bars or lines with a label below each step. */
export type Kind = "bar" | "line";
/** A value a step, or for a bar where it starts and ends; null where there is none. */
export type Data = ChartData<Kind, (number | [number, number] | null)[], string>;

export interface ChartCanvasProps {
  readonly type: Kind;
  readonly data: Data;
  readonly options: ChartOptions<Kind>;
  /** What the chart shows; its figures stand in a table beside it. */
  readonly label: string;
}

/** A chart as wide and as high as the box that it is in. */
export function ChartCanvas({ type, data, options, label }: ChartCanvasProps): ReactNode {
  const drawn = useOwnTask(useMemo(() => ({ type, data, options }), [type, data, options]));
  const slider = useSteps(data.labels?.length ?? 0);
  return drawn === null ? null : <ReactChart {...drawn} aria-label={label} {...slider} />;
}

/**
 * Makes a chart's canvas a slider over its steps: the arrow keys show a step's figures, as the pointer does, and
 * Enter goes where a click goes. With Shift they choose a stretch, which Enter zooms to. It starts at the newest step.
 */
function useSteps(steps: number) {
  const chart = useRef<DrawnChart | null>(null);
  const [shown, setShown] = useState<{ readonly step: number; readonly words: string } | null>(null);
  const last = steps - 1;
  const step = Math.min(shown?.step ?? last, last);

  const show = (drawn: DrawnChart, next: number): void => {
    const words = showStep(drawn, next);
    const chosen = brushOf(drawn);
    setShown({ step: next, words: chosen === null ? words : `${chosenWords(drawn, chosen)}, ${words}` });
  };
  const leave = (): void => {
    if (chart.current === null) return;
    setBrush(chart.current, null);
    hideSteps(chart.current);
  };
  const press = (event: KeyboardEvent): void => {
    const drawn = chart.current;
    if (drawn === null) return;
    const next = stepAfter(event.key, step, last);
    if (next !== null) {
      event.preventDefault();
      const canZoom = drawn.options.plugins?.brush?.onZoom !== undefined;
      const anchor = brushOf(drawn)?.anchor ?? step;
      setBrush(drawn, event.shiftKey && canZoom ? { anchor, head: next } : null);
      show(drawn, next);
    }
    if (event.key === "Enter" && !zoomToBrush(drawn)) openShownStep(drawn);
    if (event.key === "Escape") leave();
  };
  return {
    ref: chart,
    role: "slider",
    tabIndex: 0,
    "aria-valuemin": 0,
    "aria-valuemax": last,
    "aria-valuenow": step,
    "aria-valuetext": shown?.words,
    // A click focuses too, and the pointer shows its own step.
    onFocus: ({ target }: FocusEvent) =>
      target.matches(":focus-visible") && chart.current !== null ? show(chart.current, step) : undefined,
    onBlur: leave,
    onKeyDown: press,
  };
}

/** `Nov 17 to Nov 19 chosen`. */
function chosenWords({ data: { labels = [] } }: DrawnChart, { anchor, head }: Brush): string {
  const [first, last] = [anchor, head].toSorted((a, b) => a - b).map((step) => labels[step] ?? "");
  return first === last ? `${first} chosen` : `${first} to ${last} chosen, Enter zooms in`;
}

/** A chart on its canvas. */
type DrawnChart = Chart<Kind, Data["datasets"][number]["data"], string>;

/** Shows a step's figures as if the pointer were over it, and says them. */
function showStep(chart: DrawnChart, index: number): string {
  const elements = chart.data.datasets.flatMap(({ data }, datasetIndex) =>
    (data[index] ?? null) === null ? [] : [{ datasetIndex, index }],
  );
  setActive(chart, elements);
  if (elements.length === 0) return `${chart.data.labels?.[index] ?? ""}: none`;
  const { title = [], body = [], footer = [] } = chart.tooltip ?? {};
  return [...title, ...body.flatMap(({ lines }) => lines), ...footer].join(", ");
}

/** Shows no step any more. */
function hideSteps(chart: DrawnChart): void {
  setActive(chart, []);
}

/** Goes where a click on the step that is shown would go. */
function openShownStep(chart: DrawnChart): void {
  const event = { type: "click", native: null, x: null, y: null } as const;
  chart.options.onClick?.call(chart, event, chart.getActiveElements(), chart);
}

function setActive(chart: DrawnChart, elements: { datasetIndex: number; index: number }[]): void {
  chart.setActiveElements(elements);
  // Where the event was counts only for a tooltip that follows the pointer.
  chart.tooltip?.setActiveElements(elements, { x: 0, y: 0 });
  chart.render();
}

/** Where a key leads from a step, as on any slider; null for a key that leads nowhere. `last` is the newest step. */
export function stepAfter(key: string, step: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, step - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, step + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
