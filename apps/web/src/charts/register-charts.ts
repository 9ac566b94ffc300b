import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";

/** Tells Chart.js the parts that the board draws with, and the page's font. To be called once. */
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
  );
  Chart.defaults.font.family = '"Inter Variable", "Inter Fallback", system-ui, sans-serif';
  Chart.defaults.font.size = 11;
  // As Chart.js's own script does: `Chart.getChart(canvas)` answers in the console and in browser tests.
  Object.assign(globalThis, { Chart });
}
