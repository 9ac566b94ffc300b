import type { Chart } from "chart.js";
import type { Data, Kind } from "./chart-canvas.tsx";

/** A chart on its canvas. */
export type DrawnChart = Chart<Kind, Data["datasets"][number]["data"], string>;

/** Shows a step's figures as if the pointer were over it, and says them. */
export function showStep(chart: DrawnChart, index: number): string {
  const elements = chart.data.datasets.flatMap(({ data }, datasetIndex) =>
    (data[index] ?? null) === null ? [] : [{ datasetIndex, index }],
  );
  setActive(chart, elements);
  if (elements.length === 0) return `${chart.data.labels?.[index] ?? ""}: none`;
  const { title = [], body = [] } = chart.tooltip ?? {};
  return [...title, ...body.flatMap(({ lines }) => lines)].join(", ");
}

/** Shows no step any more. */
export function hideSteps(chart: DrawnChart): void {
  setActive(chart, []);
}

/** Goes where a click on the step that is shown would go. */
export function openShownStep(chart: DrawnChart): void {
  const event = { type: "click", native: null, x: null, y: null } as const;
  chart.options.onClick?.call(chart, event, chart.getActiveElements(), chart);
}

function setActive(chart: DrawnChart, elements: { datasetIndex: number; index: number }[]): void {
  chart.setActiveElements(elements);
  // Where the event was counts only for a tooltip that follows the pointer.
  chart.tooltip?.setActiveElements(elements, { x: 0, y: 0 });
  chart.render();
}
