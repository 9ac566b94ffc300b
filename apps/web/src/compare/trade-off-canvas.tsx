import {
  Chart,
  type ChartOptions,
  LineElement,
  LinearScale,
  LogarithmicScale,
  type Plugin,
  PointElement,
  type Scale,
  ScatterController,
  Tooltip,
} from "chart.js";
import { formatScore } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { Chart as ReactChart } from "react-chartjs-2";
import { registerCharts } from "../charts/canvas.tsx";
import type { ChartColors } from "../charts/chart.tsx";
import { placeLabels, type Segment, type TradeOffPoint } from "./trade-off-points.ts";

// What every chart has, the page's font too, and what this one has beside it.
registerCharts();
Chart.register(LineElement, LinearScale, LogarithmicScale, PointElement, ScatterController, Tooltip);

interface TradeOffCanvasProps {
  readonly label: string;
  readonly points: readonly TradeOffPoint[];
  readonly colors: ChartColors;
  /** What the lower axis says. */
  readonly axis: string;
  readonly isLogarithmic: boolean;
  /** A figure of the lower axis. */
  readonly format: (x: number) => string;
}

/** The points with their names and intervals, and a line through those that nobody beats. As large as the box it is in. */
export function TradeOffCanvas(props: TradeOffCanvasProps): ReactNode {
  const { label, points, colors } = props;
  const data = useMemo(() => dataOf(points, colors), [points, colors]);
  const options = useMemo(() => optionsOf(props), [props]);
  const plugins = useMemo(() => [namesAndIntervals(points, colors)], [points, colors]);
  // What is drawn by a plugin is drawn anew only with a new chart.
  const key = JSON.stringify([points, props.axis, colors.ink]);
  return (
    <ReactChart key={key} type="scatter" data={data} options={options} plugins={plugins} aria-label={label} />
  );
}

function dataOf(points: readonly TradeOffPoint[], colors: ChartColors) {
  const frontier = points.filter(({ isFrontier }) => isFrontier);
  return {
    datasets: [
      {
        label: "groups",
        data: points.map(({ x, y }) => ({ x, y })),
        pointRadius: 5,
        pointHoverRadius: 6,
        pointBorderWidth: 2,
        pointBorderColor: colors.accent,
        pointBackgroundColor: points.map(({ isFrontier }) => (isFrontier ? colors.accent : colors.surface)),
      },
      {
        label: "frontier",
        data: frontier.map(({ x, y }) => ({ x, y })),
        showLine: true,
        borderColor: colors.accentLine,
        borderWidth: 1.5,
        borderDash: [4, 4],
        pointRadius: 0,
        pointHitRadius: 0,
        pointHoverRadius: 0,
      },
    ],
  };
}

function optionsOf({
  points,
  colors,
  axis,
  isLogarithmic,
  format,
}: TradeOffCanvasProps): ChartOptions<"scatter"> {
  const title = { display: true, color: colors.muted };
  const ticks = { color: colors.muted };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    layout: { padding: { top: 8, right: 16 } },
    scales: {
      x: {
        type: isLogarithmic ? "logarithmic" : "linear",
        ...(isLogarithmic ? {} : { beginAtZero: true, grace: "12%" }),
        title: { ...title, text: axis },
        border: { color: colors.line },
        grid: { color: colors.line, tickLength: 0 },
        ticks: {
          ...ticks,
          maxTicksLimit: 6,
          maxRotation: 0,
          autoSkipPadding: 12,
          padding: 6,
          callback: (value) => (isLogarithmic && !isRound(Number(value)) ? null : format(Number(value))),
        },
      },
      y: {
        title: { ...title, text: "Adjusted score" },
        ...scoreRange(points),
        border: { display: false },
        grid: { color: colors.line, tickLength: 0 },
        ticks: { ...ticks, maxTicksLimit: 6, padding: 8, callback: (value) => formatScore(Number(value)) },
      },
    },
    plugins: {
      tooltip: {
        backgroundColor: colors.ink,
        titleColor: colors.surface,
        bodyColor: colors.surface,
        padding: 10,
        cornerRadius: 8,
        displayColors: false,
        filter: ({ datasetIndex }) => datasetIndex === 0,
        callbacks: {
          title: ([item]) => points[item?.dataIndex ?? -1]?.name ?? "",
          label: ({ dataIndex }) => {
            const point = points[dataIndex];
            return point === undefined ? "" : [`score ${formatScore(point.y)}`, format(point.x)];
          },
        },
      },
    },
  };
}

/** Of a logarithmic axis the steps that have a name: 1, 3, 10, 30 … */
function isRound(value: number): boolean {
  const mantissa = value / 10 ** Math.floor(Math.log10(value));
  return [1, 3, 10].some((one) => Math.abs(mantissa - one) < 1e-6);
}

/** Room for every interval and for a name above the highest, within what a score can be. */
function scoreRange(points: readonly TradeOffPoint[]): { readonly min: number; readonly max: number } {
  const low = Math.min(...points.map(({ y, interval }) => interval?.low ?? y));
  const high = Math.max(...points.map(({ y, interval }) => interval?.high ?? y));
  const room = Math.max(0.02, (high - low) * 0.1);
  const tenth = (value: number, round: (value: number) => number) => round(value * 20) / 20;
  return { min: Math.max(0, tenth(low - room, Math.floor)), max: Math.min(1, tenth(high + room, Math.ceil)) };
}

/** Each point's interval as an upright line below it, and its name beside it. */
function namesAndIntervals(points: readonly TradeOffPoint[], colors: ChartColors): Plugin<"scatter"> {
  return {
    id: "namesAndIntervals",
    beforeDatasetsDraw: ({ ctx, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.strokeStyle = colors.accentLine;
      ctx.lineWidth = 1.5;
      for (const { from, to } of intervalLines(points, x, y)) {
        ctx.beginPath();
        ctx.moveTo(from.x, from.y);
        ctx.lineTo(to.x, to.y);
        ctx.stroke();
      }
      ctx.restore();
    },
    afterDatasetsDraw: ({ ctx, chartArea, scales: { x, y } }) => {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.font = `500 12px ${Chart.defaults.font.family ?? "sans-serif"}`;
      ctx.textBaseline = "middle";
      const labels = points.map((point) => ({
        x: x.getPixelForValue(point.x),
        y: y.getPixelForValue(point.y),
        width: ctx.measureText(point.name).width,
        height: 14,
      }));
      const lines = [...intervalLines(points, x, y), ...frontierLines(points, x, y)];
      const { left, top, width, height } = chartArea;
      for (const [index, box] of placeLabels(labels, lines, { left, top, width, height }).entries()) {
        const point = points[index];
        if (point === undefined) continue;
        ctx.fillStyle = point.isFrontier ? colors.ink : colors.muted;
        ctx.fillText(point.name, box.left, box.top + box.height / 2);
      }
      ctx.restore();
    },
  };
}

/** The intervals as they are drawn, px. */
function intervalLines(points: readonly TradeOffPoint[], x: Scale, y: Scale): Segment[] {
  return points.flatMap(({ x: value, interval }) => {
    if (interval === null) return [];
    const at = x.getPixelForValue(value);
    const [low, high] = [Math.max(y.min, interval.low), Math.min(y.max, interval.high)];
    return [{ from: { x: at, y: y.getPixelForValue(low) }, to: { x: at, y: y.getPixelForValue(high) } }];
  });
}

/** The line that joins those that nobody beats, px. */
function frontierLines(points: readonly TradeOffPoint[], x: Scale, y: Scale): Segment[] {
  const joined = points
    .filter(({ isFrontier }) => isFrontier)
    .map((point) => ({ x: x.getPixelForValue(point.x), y: y.getPixelForValue(point.y) }));
  return joined.slice(1).flatMap((to, index) => joined.slice(index, index + 1).map((from) => ({ from, to })));
}
