import type { ChartOptions } from "chart.js";
import type { Kind } from "./canvas.tsx";
import type { ChartColors } from "./chart.tsx";
import { GAP_AXIS, type GapWords } from "./gaps.ts";

/** How the bars of every chart look. */
export const BAR = { borderRadius: 3, maxBarThickness: 40, categoryPercentage: 0.86, barPercentage: 0.9 };

/** What differs between the board's charts. */
export interface ChartWords {
  /** The steps' names in full, for the tooltip; as many as there are labels. */
  readonly titles: readonly string[];
  /** A value on the axis. */
  readonly tick: (value: number) => string;
  /** A value in the tooltip, after the series' name. */
  readonly value: (value: number) => string;
  /** Of each step that stands for a stretch of empty ones its words, null of the others; not said where all are plain. */
  readonly gaps?: readonly (GapWords | null)[] | undefined;
  /** Where the axis starts and ends; from 0 to what there is, in whole steps, where it is not said. */
  readonly axis?: { readonly beginAtZero: boolean; readonly max?: number };
}

type Plugins = NonNullable<ChartOptions<Kind>["plugins"]>;

/** Quiet axes, an exact tooltip for the step under the pointer. `open` is told the index of a step that is clicked. */
export function chartOptions(
  colors: ChartColors,
  words: ChartWords,
  open?: (index: number) => void,
): ChartOptions<Kind> {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    interaction: { mode: "index", intersect: false },
    ...(open === undefined ? {} : opening(open)),
    scales: {
      x: {
        border: { color: colors.line },
        grid: { display: false },
        ticks: { color: colors.muted, maxRotation: 0, autoSkipPadding: 10 },
      },
      y: {
        beginAtZero: true,
        ...words.axis,
        border: { display: false },
        grid: { color: colors.line, tickLength: 0 },
        ticks: {
          color: colors.muted,
          maxTicksLimit: 5,
          padding: 8,
          ...(words.axis === undefined ? { precision: 0 } : {}),
          callback: (value) => words.tick(Number(value)),
        },
      },
      ...(words.gaps === undefined ? {} : { [GAP_AXIS]: { display: false, min: 0, max: 1 } }),
    },
    plugins: {
      tooltip: tooltipOptions(colors, words),
      gapWords: { gaps: words.gaps ?? [], color: colors.muted },
    },
  };
}

function opening(open: (index: number) => void): Pick<ChartOptions<Kind>, "onClick" | "onHover"> {
  return {
    onClick: (_event, [element]) => (element === undefined ? undefined : open(element.index)),
    onHover: (_event, elements, { canvas }) => {
      canvas.style.cursor = elements.length === 0 ? "" : "pointer";
    },
  };
}

/** A stretch of empty steps says when it was, and nothing else is said of it. */
function tooltipOptions(colors: ChartColors, words: ChartWords): NonNullable<Plugins["tooltip"]> {
  return {
    backgroundColor: colors.ink,
    titleColor: colors.surface,
    bodyColor: colors.surface,
    padding: 10,
    cornerRadius: 8,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 6,
    multiKeyBackground: "transparent",
    filter: ({ dataset, dataIndex }) => isGapBar(dataset) === ((words.gaps?.[dataIndex] ?? null) !== null),
    callbacks: {
      title: ([item]) => (item === undefined ? "" : (words.titles[item.dataIndex] ?? "")),
      label: ({ dataset, dataIndex }) =>
        words.gaps?.[dataIndex]?.span ??
        `${dataset.label ?? ""}: ${valueWords(dataset.data[dataIndex], words)}`,
    },
  };
}

function isGapBar(dataset: object): boolean {
  return "yAxisID" in dataset && dataset.yAxisID === GAP_AXIS;
}

/** A bar that starts and ends somewhere is an interval. */
function valueWords(value: unknown, { value: format }: ChartWords): string {
  if (typeof value === "number") return format(value);
  if (!Array.isArray(value)) return "none measured";
  return value.map((end) => format(Number(end))).join(" to ");
}
