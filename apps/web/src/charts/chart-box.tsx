import { lazy, type ReactNode, Suspense } from "react";
import type { ChartCanvasProps } from "./chart-canvas.tsx";
import { loadCharts } from "./load-charts.ts";

const ChartCanvas = lazy(loadCharts);

/** A place of fixed height for a chart, empty until the chart's code is there: nothing moves. */
export function ChartBox(props: ChartCanvasProps): ReactNode {
  return (
    <div className="relative h-56 min-w-0">
      <Suspense>
        <ChartCanvas {...props} />
      </Suspense>
    </div>
  );
}
